using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews.Permits;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>A reviewer allows calls like one that was read, for a while.</summary>
/// <param name="Digest">The digest of the arguments that were read.</param>
/// <param name="Wishes">What each argument may be, by its name.</param>
public sealed record GrantPermit(
    Caller Caller, ProposalId ProposalId, string Digest, IReadOnlyDictionary<string, PermitWish> Wishes, int Seconds, int Uses, string Reason);
