using System.Text.Json.Serialization;

namespace AgentConsole.Domain.Alerts;

/// <summary>What lies behind an alert.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertEvidenceKind>))]
public enum AlertEvidenceKind
{
    Run,
    Proposal,
    Delivery,
}
