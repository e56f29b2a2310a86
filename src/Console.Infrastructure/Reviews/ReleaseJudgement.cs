using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Whether a proposal may be released as it stands; the policies' part of it where they were asked, and how its target is now.</summary>
internal sealed record ReleaseJudgement(Verdict Verdict, PolicyOpinion? Opinion, Tallies? History, PreviewOutcome Target, Clearance? Clearance)
{
    /// <summary>The clearance of what was not refused.</summary>
    /// <exception cref="InvalidOperationException">The stop switch is on.</exception>
    public Clearance Cleared => Domain.Agents.Clearance.Given(Clearance);

    /// <summary>A policy was asked with exactly these approvals and did not say yes, whatever clauses they meet.</summary>
    public bool IsHeldByPolicy => Opinion?.Answers.Any(answer => answer is { Kind: VerdictKind.Review, Source.Engine: PolicyEngine.Cedar }) == true;

    /// <summary>The policy that let it go; null where no policy spoke.</summary>
    public PolicyAnswer? Deciding => Opinion?.Answers.FirstOrDefault(answer => answer.Source is not null);

    /// <summary>The target's state now, where it is not what the reader of this was shown; null where it is the same, or was never seen.</summary>
    public string? MovedFrom(string? shown) => shown is not null && Target is PreviewOutcome.Read read && read.Snapshot != shown ? read.Snapshot : null;

    /// <summary>Why the target cannot be read any more though its state was shown; null where it can.</summary>
    public string? LostSightOf(string? shown) => shown is not null && Target is PreviewOutcome.Failed failed ? failed.Code : null;
}
