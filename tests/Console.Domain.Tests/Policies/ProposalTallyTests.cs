using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
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
