using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer's word, bound to what the reviewer's screen showed.</summary>
/// <param name="Digest">The digest of the arguments that were read.</param>
/// <param name="VersionSeen">The version that was read, where the screen knows it.</param>
/// <param name="Arguments">For an edit: the arguments that shall run instead.</param>
public sealed record Decide(
    Caller Caller,
    ProposalId ProposalId,
    DecisionKind Kind,
    string Digest,
    int? VersionSeen = null,
    ReasonCode? Reason = null,
    string? Note = null,
    JsonElement? Arguments = null);
