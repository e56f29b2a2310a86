using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>How the pages of this room say things.</summary>
internal static class PolicyWords
{
    private static readonly CultureInfo Words = CultureInfo.InvariantCulture;

    /// <summary>What decides at this moment, in a sentence.</summary>
    public static string Summary(LoadedPolicies now)
    {
        var handed = now.Bundle.Count > 0 ? $" {Sets(now.Bundle.Count, "Rego ")} {(now.Bundle.Count == 1 ? "is" : "are")} handed to OPA." : "";
        if (now.IsBroken) return "A published set cannot be read by this version of the console: nothing is allowed." + handed;
        if (now.Rules is not { } rules) return (handed.Length > 0 ? "No Cedar set is published." : "No policy set is published: a person decides everything.") + handed;
        var count = rules.Rules.Count();
        var sets = Sets(now.Live.Count, handed.Length > 0 ? "Cedar " : "");
        var decide = now.Live.Count == 1 && count == 1 ? "decides" : "decide";
        return count == 0
            ? $"{sets} without a rule: everything is denied.{handed}"
            : $"{sets}, {Count(count, "rule")} {decide}; everything else is denied.{handed}";
    }

    public static string Engine(PolicyEngine engine) => engine switch
    {
        PolicyEngine.Cedar => "Cedar",
        PolicyEngine.Opa => "Rego for OPA",
        PolicyEngine.Console => "the console",
    };

    public static string Effect(AgentConsole.Cedar.PolicyEffect effect) => effect == AgentConsole.Cedar.PolicyEffect.Permit ? "permit" : "forbid";

    public static string Roles(IEnumerable<Role> roles) => string.Join(" or ", roles.Select(WireName.Of));

    public static string Count(int count, string thing) => $"{Number(count)} {thing}{(count == 1 ? "" : "s")}";

    public static string Number(int count) => count.ToString("N0", Words);

    /// <summary>Whom a review asks: "2 people of finance or security".</summary>
    public static string Approvals(IReadOnlyList<ApprovalClause> clauses) => string.Join(", and ", clauses.Select(clause =>
        (clause.Count == 1 ? "1 person" : $"{clause.Count.ToString(Words)} people") + " of " + Roles(clause.Roles)));

    /// <summary>The clauses of a column; what cannot be read is shown as it lies there.</summary>
    public static string Approvals(string clauses)
    {
        try
        {
            return Approvals(ApprovalClause.ListOf(clauses));
        }
        catch (FormatException)
        {
            return clauses;
        }
    }

    public static string Outcome(PolicyAnswer answer) => WireName.Of(answer.Kind) + (answer.Clauses.Count > 0 ? ", " + Approvals(answer.Clauses) : "");

    public static string Outcome(VerdictKind kind, string clauses) => WireName.Of(kind) + (clauses.Length > 0 ? ", " + Approvals(clauses) : "");

    public static string Transition(BacktestTransition transition) => transition.From == transition.To
        ? $"{Number(transition.Count)} {WireName.Of(transition.From)} with other approvals"
        : $"{Number(transition.Count)} {WireName.Of(transition.From)} → {WireName.Of(transition.To)}";

    /// <summary>What a backtest found, in a sentence.</summary>
    public static string Sentence(Backtest result)
    {
        var days = result.Days == 1 ? "the last day" : $"{Number(result.Days)} days";
        if (result.Considered == 0) return $"No proposal of {days} could be asked again, so there is nothing to compare with.";
        var of = $"Of {Count(result.Considered, "proposal")} in {days}, ";
        return result.ChangedCount == 0
            ? of + "none would change."
            : $"{of}{Number(result.ChangedCount)} would change: {string.Join(", ", result.Transitions.Select(Transition))}.";
    }

    public static string Sentence(ShadowReport report) => report.Asked == 0
        ? "Nothing was asked yet."
        : $"{Number(report.DifferentCount)} of {Number(report.Asked)} differ"
            + (report.Transitions.Count > 0 ? $": {string.Join(", ", report.Transitions.Select(Transition))}." : ".");

    /// <summary>What came of a check, in a sentence.</summary>
    public static string Sentence(PolicyReport report)
    {
        if (!report.IsReadable) return $"This cannot be read: {Count(report.Unreadable.Count, "fault")}. It cannot be saved like this.";
        var failed = report.Tests.Count(test => test.Fault is not null);
        var parts = new List<string> { Count(report.Rules, "rule") };
        if (report.Errors.Count > 0) parts.Add(Count(report.Errors.Count, "error"));
        if (report.Warnings.Count > 0) parts.Add(Count(report.Warnings.Count, "warning"));
        parts.Add(report.Tests.Count == 0 ? "no tests" : failed > 0 ? $"{Number(failed)} of {Count(report.Tests.Count, "test")} failed" : $"{Count(report.Tests.Count, "test")} passed");
        return string.Join(", ", parts) + (report.IsPublishable ? ". It may be published." : ". It may be saved, but not published like this.");
    }

    /// <summary>What came of a command; <paramref name="done"/> is said where it was done.</summary>
    public static string Sentence(PolicySetOutcome outcome, string done) => outcome switch
    {
        PolicySetOutcome.Done => done,
        PolicySetOutcome.Unchanged => "It says that already; nothing was changed.",
        PolicySetOutcome.RoleMissing { Needed: var needed } => $"This needs a role that may {WireName.Of(needed).Replace('_', ' ')}: security holds it.",
        PolicySetOutcome.SecondPersonNeeded => "You wrote on this draft, so you cannot publish it. A second person of role security must read and publish it.",
        PolicySetOutcome.Malformed malformed => string.Join(" ", malformed.Faults.Take(3).Select(fault => fault.Message)),
        PolicySetOutcome.NotPublishable { Report: var report } => $"It was not published. {Sentence(report)}",
        PolicySetOutcome.Stale => "Somebody changed this set while you read it. Nothing was done: read it as it is now, then do it again.",
        PolicySetOutcome.NotNow { Why: var why } => why,
        PolicySetOutcome.NotFound => "There is no such policy set any more.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    public static bool IsDone(PolicySetOutcome outcome) => outcome is PolicySetOutcome.Done or PolicySetOutcome.Unchanged;

    /// <summary>"line 3, column 7"; nothing where there is no place.</summary>
    public static string Place(PolicyFault fault) => fault.Line > 0 ? string.Create(Words, $"line {fault.Line}, column {fault.Column}") : "";

    private static string Sets(int count, string kind) => $"{Number(count)} {kind}set{(count == 1 ? "" : "s")}";
}
