using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Whether a proposal may be released as it stands; the policies' part of it where they were asked.</summary>
internal sealed record ReleaseJudgement(Verdict Verdict, PolicyOpinion? Opinion, Tallies? History)
{
    /// <summary>A policy was asked with exactly these approvals and did not say yes, whatever clauses they meet.</summary>
    public bool IsHeldByPolicy => Opinion?.Answers.Any(answer => answer is { Kind: VerdictKind.Review, Source.Engine: PolicyEngine.Cedar }) == true;

    /// <summary>The policy that let it go; null where no policy spoke.</summary>
    public PolicyAnswer? Deciding => Opinion?.Answers.FirstOrDefault(answer => answer.Source is not null);
}
