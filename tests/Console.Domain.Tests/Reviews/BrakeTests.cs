using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class BrakeTests
{
    private static readonly DateTimeOffset Moment = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);
    private static readonly Domain.Access.PersonId Ana = Domain.Access.PersonId.New(Moment);

    [Fact]
    public void Many_yes_in_a_row_without_looking_make_a_pause_that_ends()
    {
        var hasty = Enumerable.Range(0, 12).Select(number => Yes(number, seconds: 2)).ToList();

        Assert.Equal(new Brake(Moment.AddSeconds(Brake.PauseSeconds), 12), Brake.Of(hasty, Moment.AddSeconds(1)));
        Assert.Null(Brake.Of(hasty, Moment.AddSeconds(Brake.PauseSeconds)));
    }

    [Fact]
    public void Who_looks_or_says_no_now_and_then_is_not_slowed()
    {
        var careful = Enumerable.Range(0, 12).Select(number => Yes(number, seconds: 20)).ToList();
        var critical = Enumerable.Range(0, 12).Select(number => number == 5 ? Word(number, DecisionKind.Reject, 2) : Yes(number, 2)).ToList();

        Assert.Null(Brake.Of(careful, Moment));
        Assert.Null(Brake.Of(critical, Moment));
        Assert.Null(Brake.Of(careful[..(Brake.StreakMax - 1)], Moment));
    }

    [Fact]
    public void What_was_never_opened_counts_as_not_looked_at() =>
        Assert.NotNull(Brake.Of([.. Enumerable.Range(0, 10).Select(number => Yes(number, null))], Moment));

    private static Decision Yes(int ago, int? seconds) => Word(ago, DecisionKind.Approve, seconds);

    private static Decision Word(int ago, DecisionKind kind, int? seconds) => new()
    {
        Id = DecisionId.New(Moment),
        ProposalId = ProposalId.New(Moment),
        PersonId = Ana,
        PersonName = "Ana",
        Kind = kind,
        Digest = "sha-256:x",
        At = Moment.AddSeconds(-ago),
        SecondsOpen = seconds,
    };
}
