using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.JsonSchema;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>A manifest entry with its argument limits compiled.</summary>
public sealed class LoadedEntry
{
    private readonly CompiledSchema? _limits;
    private readonly LimitReach? _reach;

    private LoadedEntry(ManifestEntry entry, CompiledSchema? limits, LimitReach? reach) => (Entry, _limits, _reach) = (entry, limits, reach);

    public ManifestEntry Entry { get; }

    /// <summary>Where the arguments leave the limits, or cannot be held against them; nothing where they keep them or none are set.</summary>
    public IReadOnlyList<Fault> Check(JsonElement arguments) =>
        _limits is null || _reach is null ? [] : SchemaCheck.Of(_limits, arguments) is { Count: > 0 } faults ? faults : _reach.Check(arguments);

    internal static LoadedEntry? Of(ManifestEntry entry)
    {
        if (entry.Arguments is not { } schema) return new(entry, null, null);
        return CompiledSchema.TryCompile(schema, null, out var limits, out _) ? new(entry, limits, LimitReach.Of(schema)) : null;
    }
}
