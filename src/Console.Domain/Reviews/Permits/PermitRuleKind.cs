using System.Text.Json.Serialization;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>What a permit says of one argument.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PermitRuleKind>))]
public enum PermitRuleKind
{
    /// <summary>Exactly this value.</summary>
    Same,
    /// <summary>Whatever it is, or none.</summary>
    Any,
    /// <summary>Money, and no more than this.</summary>
    AtMost,
}
