using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>An <c>Agent</c> document that passed every check that needs no database.</summary>
public sealed record WrittenAgent(AgentDocument Agent, WrittenDocument Document)
{
    /// <param name="contractOf">The tools that the manifest may speak of.</param>
    public static WrittenAgent? Read(JsonElement document, Func<string, ToolContract?> contractOf, out IReadOnlyList<Fault> faults)
    {
        if (WrittenDocument.Of(document, AgentLimits.DocumentBytesMax, out var fault) is not { } written)
        {
            faults = [fault!];
            return null;
        }

        if (AgentDocument.Parse(document, out faults) is not { } agent) return null;
        faults = [
            .. agent.Manifest.Entries.Where(entry => entry.Arguments is not null)
                .SelectMany(entry => SchemaCheck.OfSchema(entry.Arguments!.Value, entry.Pointer + "/arguments")),
            .. ManifestFit.Of(agent.Manifest, contractOf),
        ];
        return faults.Count == 0 ? new(agent, written) : null;
    }
}
