using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class FactsTests
{
    private static readonly ToolContract Contract = ToolContract.Parse(JsonElement.Parse("""
        {"name":"pay","version":1,"side_effect":"irreversible","environments":["production"],"currency":"EUR","input_schema":{},
         "sensitivity":["money"],"pointers":{"money":"/sum/value","currency":"/sum/currency","target":"/order","recipient":"/to/0"}}
        """), out _)!;

    [Fact]
    public void Reads_through_the_pointers()
    {
        var facts = Of("""{"sum":{"value":"12.5","currency":"usd"},"order":88319,"to":["a@b.c","d@e.f"]}""");

        Assert.Equal(new(12_500_000_000, "USD", "a@b.c", "88319"), (facts.MoneyNanos, facts.Currency, facts.Recipient, facts.Target));
        Assert.Equal(("agent-a", Stage.Autonomous, "production", "pay"), (facts.Agent, facts.Stage, facts.Environment, facts.Tool));
        Assert.Equal(SideEffect.Irreversible, facts.SideEffect);
    }

    [Theory]
    [InlineData("120", 120_000_000_000L)]
    [InlineData("1.2E2", 120_000_000_000L)]
    [InlineData("-3", -3_000_000_000L)]
    [InlineData("\"0.000000001\"", 1L)]
    [InlineData("\"0.0000000001\"", null)]
    [InlineData("1e-40", null)]
    [InlineData("1e40", null)]
    [InlineData("\"1e5\"", null)]
    [InlineData("\"1,000\"", null)]
    [InlineData("\" 5\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"10000000000000000000000000000.5\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("[5]", null)]
    public void An_amount_is_read_whole_or_is_unknown(string json, long? nanos) =>
        Assert.Equal(nanos, Of("""{"sum":{"value":""" + json + "}}").MoneyNanos);

    [Theory]
    [InlineData("""{"sum":{}}""", "EUR")]
    [InlineData("""{"sum":{"currency":7}}""", "EUR")]
    [InlineData("""{"sum":{"currency":"E|R"}}""", null)]
    [InlineData("""{"sum":{"currency":"far too long"}}""", null)]
    public void The_contract_says_the_currency_where_the_arguments_do_not(string arguments, string? currency) =>
        Assert.Equal(currency, Of(arguments).Currency);

    [Fact]
    public void What_is_missing_is_unknown()
    {
        var facts = Of("{}");

        Assert.Null(facts.MoneyNanos);
        Assert.Null(facts.Recipient);
        Assert.Null(facts.Target);
    }

    private static Facts Of(string arguments) => Facts.Of(Contract, JsonElement.Parse(arguments), "agent-a", Stage.Autonomous, "production");
}
