using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>One word on a few alike proposals, each bound to the digest that was read of it.</summary>
public sealed record DecideBatch(
    Caller Caller, DecisionKind Kind, IReadOnlyList<(ProposalId Id, string Digest)> Items, ReasonCode? Reason = null, string? Note = null);
