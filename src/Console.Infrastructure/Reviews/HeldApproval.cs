using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>An approval that has not released anything yet and can be undone until then.</summary>
public sealed record HeldApproval(ProposalId Id, string Sentence, DateTimeOffset Until);
