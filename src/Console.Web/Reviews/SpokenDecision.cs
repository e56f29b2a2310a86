using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>What a reviewer said on the page, before it is known whether it counts.</summary>
public sealed record SpokenDecision(
    ReadProposal Read, DecisionKind Kind, ReasonCode? Reason = null, string? Note = null, JsonElement? Arguments = null)
{
    public Decide By(Caller.Person caller, ProposalId id) =>
        new(caller, id, Kind, Read.Digest, Read.Version, Reason, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), Arguments);
}
