using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Domain.Deliveries;

/// <summary>
/// Tells that a proposal waits for a person, and where to look. It holds names that operators gave and figures, never anything
/// that an agent wrote: no arguments, no sentence made of them, no reason.
/// </summary>
/// <param name="EventType">One of the <c>review.*</c> types.</param>
public sealed record ReviewNotice(string EventType, Proposal Proposal, ReviewLinks Links)
{
    public RiskBand Band => RiskModel.Band(Proposal.RiskScore);

    /// <summary>The body of the webhook message, as bytes that are signed and sent alike.</summary>
    public byte[] ToMessage(DateTimeOffset at) => DecisionDocument.Message(EventType, at, Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Proposal.Id.ToString());
        json.WriteString("agent", Proposal.Agent);
        json.WriteString("environment", Proposal.Environment);
        json.WriteString("tool", Proposal.Tool);
        json.WriteNumber("risk", Proposal.RiskScore);
        json.WriteString("risk_band", WireName.Of(Band));
        json.WriteStartArray("roles");
        foreach (var role in Proposal.ApprovalRoles.Split(',', StringSplitOptions.RemoveEmptyEntries)) json.WriteStringValue(role);
        json.WriteEndArray();
        if (EventType == Deliveries.EventType.ReviewEscalated && Proposal.EscalatedTo is { } to) json.WriteString("escalated_to", WireName.Of(to));
        json.WriteString("expires_at", DecisionDocument.Text(Proposal.ExpiresAt));
        json.WriteString("link", Links.Card(Proposal.Id));
        json.WriteString("phone_link", Links.Phone(Proposal.Id));
    }
}
