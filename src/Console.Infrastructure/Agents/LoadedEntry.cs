using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.JsonSchema;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>A manifest entry with its argument limits compiled.</summary>
public sealed class LoadedEntry(ManifestEntry entry, CompiledSchema? limits)
{
    public ManifestEntry Entry => entry;

    /// <summary>Where the arguments leave the limits; nothing where they keep them or none are set.</summary>
    public IReadOnlyList<Fault> Check(JsonElement arguments) => limits is null ? [] : SchemaCheck.Of(limits, arguments);
}
