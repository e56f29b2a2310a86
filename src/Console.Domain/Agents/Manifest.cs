using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Agents;

/// <summary>The tools that an agent may propose, each with its environments and argument limits; what is not listed is denied.</summary>
public sealed record Manifest(IReadOnlyList<ManifestEntry> Entries)
{
    public static Manifest Empty { get; } = new([]);

    /// <summary>Reads the <c>manifest</c> of an agent's document; null where anything about it is wrong, and then every fault is named.</summary>
    /// <param name="pointer">Where the manifest stands in the document.</param>
    public static Manifest? Parse(JsonElement manifest, string pointer, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        if (manifest.ValueKind != JsonValueKind.Array)
        {
            found.Add(new(pointer, "type", "A manifest is a list of entries."));
            return null;
        }

        if (manifest.GetArrayLength() > AgentLimits.ManifestEntriesMax)
        {
            found.Add(new(pointer, "too_many", $"A manifest has at most {AgentLimits.ManifestEntriesMax} entries."));
            return null;
        }

        var entries = manifest.Clone().EnumerateArray()
            .Select((entry, index) => EntryOf(entry, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), found)).ToList();
        NoteDuplicates(entries, found);
        return found.Count == 0 ? new(entries) : null;
    }

    private static ManifestEntry EntryOf(JsonElement value, string pointer, List<Fault> faults)
    {
        var members = new DocumentMembers(value, pointer, faults);
        var tool = members.Text("tool", ProposalLimits.ToolNameLengthMax, isRequired: true);
        if (tool is not null && !ToolName.IsValid(tool)) members.Fault("tool", "malformed", "It names no tool.");
        var stated = members.Has("environments");
        var environments = members.Texts("environments", ToolLimits.EnvironmentsMax, EnvironmentName.FaultOf, isRequired: true);
        if (stated && environments.Count == 0) members.Fault("environments", "empty", "An entry without an environment allows nothing.");
        var arguments = members.Object("arguments");
        members.RefuseOthers();
        return new(tool ?? "", environments.ToFrozenSet(StringComparer.Ordinal), arguments, pointer);
    }

    // Two entries for one tool in one environment would leave it open which limits hold.
    private static void NoteDuplicates(List<ManifestEntry> entries, List<Fault> faults)
    {
        var seen = new HashSet<(string Tool, string Environment)>();
        foreach (var entry in entries)
            foreach (var environment in entry.Environments.Where(environment => !seen.Add((entry.Tool, environment))))
                faults.Add(new(entry.Pointer, "duplicate", $"'{entry.Tool}' in {environment} stands in more than one entry."));
    }
}
