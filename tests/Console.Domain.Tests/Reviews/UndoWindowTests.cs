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
        Assert.Equal(seconds is { } known ? Moment.AddSeconds(known) : null, UndoWindow.Default.EndOf(score, Moment));

    [Fact]
    public void What_fits_ends_before_the_proposal_expires_and_a_short_life_shortens_no_hold() =>
        Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 120).ToArbitrary(), (score, left) =>
            UndoWindow.Default.Fits(score, Moment, Moment.AddSeconds(left))
            == (UndoWindow.Default.EndOf(score, Moment) is not { } end || end.AddSeconds(UndoWindow.MarginSeconds) <= Moment.AddSeconds(left))).QuickCheckThrowOnFailure();
}
