using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Drafts a rule out of one decision: who, which tool, where, and no more money than this. A person reads and changes it before it decides anything.</summary>
public static class RuleSuggestion
{
    private const int IdLengthMax = 60;

    /// <param name="allow">A permit; otherwise a forbid.</param>
    public static string Of(PolicyEvaluation evaluation, LoadedContract contract, JsonElement arguments, bool allow)
    {
        var facts = Facts.Of(contract.Contract, arguments, evaluation.Agent, default, evaluation.Environment);
        var conditions = new List<string> { $"context.environment == {CedarNames.Quoted(evaluation.Environment)}" };
        if (facts.MoneyNanos is { } money) conditions.Add(MoneyCondition(money, allow));
        if (facts.MoneyNanos is not null && facts.Currency is { } currency) conditions.Add($"context has currency && context.currency == {CedarNames.Quoted(currency)}");
        var id = IdOf($"{(allow ? "allow" : "forbid")}_{evaluation.Tool}_{evaluation.Agent}");
        return $$"""
            @id("{{id}}")
            @reason("As in proposal {{evaluation.ProposalId}}")
            {{(allow ? "permit" : "forbid")}} (
              principal == {{CedarNames.Agent}}::{{CedarNames.Quoted(evaluation.Agent)}},
              action == {{CedarNames.Action}}::{{CedarNames.Quoted(CedarNames.ActionIdOf(evaluation.Tool))}},
              resource
            ) when {
              {{string.Join(" &&\n  ", conditions)}}
            };
            """.ReplaceLineEndings("\n");
    }

    // What is paid out is not bounded by what is paid back: an amount is held on its own side of zero.
    private static string MoneyCondition(long nanos, bool allow)
    {
        var (near, far) = nanos < 0 ? ("lessThanOrEqual", "greaterThanOrEqual") : ("greaterThanOrEqual", "lessThanOrEqual");
        return allow
            ? $"context has money && context.money.{near}(decimal(\"0.0\")) && context.money.{far}(decimal(\"{Amount(nanos)}\"))"
            : $"context has money && context.money.{near}(decimal(\"{Amount(nanos)}\"))";
    }

    private static string Amount(long nanos)
    {
        var text = (decimal.Ceiling(Math.Abs((decimal)nanos) / 100_000m) / 10_000m).ToString("0.0###", CultureInfo.InvariantCulture);
        return nanos < 0 ? "-" + text : text;
    }

    private static string IdOf(string text)
    {
        var id = new StringBuilder();
        foreach (var character in text.ToLowerInvariant()) id.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        return id.Length > IdLengthMax ? id.ToString(0, IdLengthMax) : id.ToString();
    }
}
