using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Whether a proposal may be released as it stands; the policies' part of it where they were asked.</summary>
internal sealed record ReleaseJudgement(Verdict Verdict, PolicyOpinion? Opinion, Tallies? History);
