using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Runs;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>How a released proposal ended, whoever says so.</summary>
/// <param name="Verb">Succeed, Fail or LoseTrack.</param>
/// <param name="Report">What is kept of it, as JSON.</param>
/// <param name="Read">What the tool brought back, as marks; null where it brought nothing or nobody's run read it.</param>
/// <param name="IsToolFailure">Whether the tool did not do; null where its end tells nothing of the tool.</param>
/// <param name="BegunAt">When the call began, for all that is known.</param>
internal sealed record ToldResult(ProposalVerb Verb, string Report, MarkedReading? Read, bool? IsToolFailure, string? Code, DateTimeOffset BegunAt);
