using AgentConsole.Domain.Runs;
using Xunit;

namespace AgentConsole.Domain.Tests.Runs;

public sealed class RunTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    [Fact]
    public void A_run_ends_once_and_the_same_end_again_changes_nothing()
    {
        var run = Run.Begin("agent", "production", "run-1", Now);

        Assert.True(run.TryEnd("resolved", """{"minutes":3}""", Now));
        Assert.True(run.TryEnd("resolved", """{"minutes":3}""", Now.AddHours(1)));
        Assert.False(run.TryEnd("failed", null, Now.AddHours(1)));

        Assert.Equal((Now, "resolved"), (run.EndedAt, run.Outcome));
    }

    [Fact]
    public void A_run_is_full_by_count_and_by_size()
    {
        var (many, large) = (Run.Begin("agent", "production", "many", Now), Run.Begin("agent", "production", "large", Now));
        for (var at = 0; at < RunLimits.ReadingsMax; at++) many.CountReading(1, Now);
        large.CountReading(RunLimits.MarksBytesMax, Now);

        Assert.False(many.HasRoomFor(1));
        Assert.False(large.HasRoomFor(1));
        Assert.Throws<InvalidOperationException>(() => large.CountReading(1, Now));
    }
}
