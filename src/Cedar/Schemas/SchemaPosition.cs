using AgentConsole.Cedar.Json;

namespace AgentConsole.Cedar.Schemas;

/// <summary>Where something stands in a schema: in text, or in JSON.</summary>
internal readonly record struct SchemaPosition(SourceSpan Span, JsonPlace? Place)
{
    public CedarException Fault(string message) => Place?.Fault(message) ?? new CedarException(Span, message);
}
