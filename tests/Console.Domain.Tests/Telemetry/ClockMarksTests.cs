using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class ClockMarksTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_decision_counts_when_it_was_taken_and_a_call_when_it_began()
    {
        var waited = new TraceEvent { Agent = "support", Environment = "production", Run = "r", At = Noon, ReceivedAt = Noon.AddHours(2), Kind = TraceKind.Review, LatencyMs = 900_000 };

        Assert.Equal(Noon.AddMinutes(15), ClockMarks.CountedAt(waited));
        Assert.Equal(Noon, ClockMarks.CountedAt(waited with { Kind = TraceKind.ToolCall }));
        Assert.Equal(Noon.AddHours(2), ClockMarks.CountedAt(waited with { Clock = ClockMark.Ahead }));
    }
}
