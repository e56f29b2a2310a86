using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Policies;

public sealed class ProposalTallyTests
{
    [Fact]
    public void A_sum_is_what_was_released_in_that_currency_and_money_paid_back_makes_no_room() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).ListOf().ToArbitrary(), cents =>
        {
            var tally = New();
            foreach (var amount in cents) Release(tally, amount / 100m);
            var sum = cents.Sum(amount => Math.Abs((long)amount)) * 10_000_000;
            var history = tally.HistoryFor("pay", "USD");
            return (history.MoneyNanos, history.ToolMoneyNanos, history.Released) == (sum, sum, cents.Count)
                && tally.HistoryFor("pay", "EUR").MoneyNanos == 0 && tally.HistoryFor("other", "USD") is { ToolMoneyNanos: 0 } other && other.MoneyNanos == sum;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_amount_that_could_not_be_read_makes_the_sum_the_largest()
    {
        var tally = New();
        Release(tally, 1);
        tally.CountRelease(Contract("pay", "/amount"), Facts.Of(Contract("pay", "/amount"), JsonElement.Parse("""{"amount":"much"}"""), "a", Stage.Autonomous, "production"));

        Assert.Equal(long.MaxValue, tally.HistoryFor("pay", "USD").MoneyNanos);
    }

    [Fact]
    public void More_tools_than_are_told_apart_lose_the_sum_instead_of_forgetting_it()
    {
        var tally = New();
        for (var at = 0; at <= ProposalTally.NamesMax; at++) Release(tally, 1, $"pay-{at}");

        Assert.Equal(long.MaxValue, tally.HistoryFor("pay-0", "USD").MoneyNanos);
    }

    [Fact]
    public void The_most_and_the_recipients_are_remembered_and_too_many_recipients_are_not_told_from_new_ones()
    {
        var tally = New();
        foreach (var amount in new[] { 5, -40, 12 }) Reach(tally, amount, "a@example.com");
        var history = tally.HistoryWith("pay", "USD", "a@example.com");
        Assert.Equal((40_000_000_000, true, false), (history.ToolMoneyMaxNanos, history.HasUsedRecipient, tally.HistoryWith("pay", "USD", "b@example.com").HasUsedRecipient));
        Assert.Null(tally.HistoryWith("pay", "EUR", null).ToolMoneyMaxNanos);

        for (var at = 0; at < ProposalTally.RememberedMax; at++) Reach(tally, 1, $"{at}@example.com");
        Assert.Equal((true, null), (tally.HistoryWith("pay", "USD", "a@example.com").HasUsedRecipient, tally.HistoryWith("pay", "USD", "b@example.com").HasUsedRecipient));
    }

    [Fact]
    public void Decisions_of_people_are_counted_by_tool()
    {
        var tally = New();
        for (var at = 0; at < 5; at++) tally.CountDecision("pay", isRefused: at < 3);

        var (pay, other) = (tally.HistoryWith("pay", null, null), tally.HistoryWith("other", null, null));
        Assert.Equal((5, 3, 0, 0), (pay.ToolDecided, pay.ToolRejected, other.ToolDecided, other.ToolRejected));
    }

    [Fact]
    public void Refused_and_failed_calls_of_a_run_are_told_without_end()
    {
        var tally = New();
        for (var at = 0; at < 1_000; at++) tally.CountEnd(at % 2 == 0 ? CallEnd.Refused : CallEnd.Failed);

        var calls = tally.CallsBefore("pay", "sha-256:x").Calls;
        Assert.InRange(calls.Count, 2, RunSoFar.CallsMax);
        Assert.Contains(calls, call => call.End == CallEnd.Failed);
        Assert.DoesNotContain(calls, call => call.Tool == "pay");
    }

    private static void Reach(ProposalTally tally, decimal amount, string email)
    {
        var contract = Contract("pay", "/amount") with { Pointers = new("/amount", null, "/email", null) };
        tally.CountReach(contract, Facts.Of(contract, JsonSerializer.SerializeToElement(new { amount, email }), "a", Stage.Autonomous, "production"));
    }

    private static ProposalTally New() => new() { Agent = "a", Environment = "production", Scope = ProposalTally.ScopeOfRun("r") };

    private static void Release(ProposalTally tally, decimal amount, string tool = "pay")
    {
        var contract = Contract(tool, "/amount");
        tally.CountRelease(contract, Facts.Of(contract, JsonSerializer.SerializeToElement(new { amount }), "a", Stage.Autonomous, "production"));
    }

    private static ToolContract Contract(string name, string money) => new()
    {
        Name = name,
        Version = 1,
        SideEffect = SideEffect.Write,
        Environments = ["production"],
        InputSchema = JsonElement.Parse("""{"type":"object"}"""),
        Currency = "USD",
        Pointers = ToolPointers.None with { Money = money },
    };
}
