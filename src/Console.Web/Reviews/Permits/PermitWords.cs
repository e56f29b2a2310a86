using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Reviews.Permits;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>The sentences about permits, the same on pages and on the wire.</summary>
internal static class PermitWords
{
    private const int ValueShownMax = 60;

    public static string WhyNot(PermitRefusal why) => why switch
    {
        PermitRefusal.RoleMissing => "Only who may decide on a proposal allows others like it.",
        PermitRefusal.OwnProposal => "Who registered an agent or holds its key does not allow what it proposes.",
        PermitRefusal.NotPending => "The proposal waits no longer.",
        PermitRefusal.Irreversible => "What cannot be undone is looked at each time.",
        PermitRefusal.HighRisk => "What is of high risk is looked at each time.",
        PermitRefusal.SeveralPeople => "Several people are asked, and one cannot speak for them.",
        PermitRefusal.TooMany => $"There are {PermitLimits.InForceMax} permits for this agent and tool already; end one first.",
    };

    public static string Sentence(PermitOutcome outcome) => outcome switch
    {
        PermitOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Select(fault => fault.Message).Distinct()),
        PermitOutcome.Refused refused => WhyNot(refused.Why),
        PermitOutcome.Changed => "It is not what you read; read it again.",
        PermitOutcome.NotFound => "There is no such permit.",
        _ => "",
    };

    /// <summary>One rule in a line: <c>amount at most 150.00</c>.</summary>
    public static string Rule(PermitRule rule) => rule.Kind switch
    {
        PermitRuleKind.Same => $"{rule.Argument} = {Short(rule.Value ?? "")}",
        PermitRuleKind.Any => $"{rule.Argument}: anything",
        PermitRuleKind.AtMost => $"{rule.Argument} at most {Money.Text(rule.AtMostNanos ?? 0)}",
    };

    public static string State(Permit permit, DateTimeOffset now) => permit switch
    {
        { EndedCode: PermitEnded.Stopped } => "stopped",
        { EndedCode: not null } => "revoked",
        _ when permit.IsInForce(now) => "active",
        { UsesLeft: <= 0 } => "used up",
        _ => "expired",
    };

    private static string Short(string text) => text.Length <= ValueShownMax ? text : text[..ValueShownMax] + "…";
}
