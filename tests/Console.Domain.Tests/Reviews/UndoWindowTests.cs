using AgentConsole.Domain.Reviews;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class UndoWindowTests
{
    private static readonly DateTimeOffset Moment = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);
    [Theory]
    [InlineData(0, null)]
    [InlineData(39, null)]
    [InlineData(40, 10)]
    [InlineData(59, 10)]
    [InlineData(60, 30)]
    [InlineData(100, 30)]
    public void The_riskier_the_longer(int score, int? seconds) =>
        Assert.Equal(seconds is { } known ? Moment.AddSeconds(known) : null, UndoWindow.Default.EndOf(score, Moment, Moment.AddHours(1)));

    [Fact]
    public void A_hold_always_ends_after_now_and_before_the_proposal_expires() =>
        Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 120).ToArbitrary(), (score, left) =>
            UndoWindow.Default.EndOf(score, Moment, Moment.AddSeconds(left)) is not { } end || (end > Moment && end < Moment.AddSeconds(left))).QuickCheckThrowOnFailure();
}
