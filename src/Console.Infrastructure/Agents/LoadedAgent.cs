using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>An agent with its manifest made ready to be asked: immutable, shared.</summary>
public sealed class LoadedAgent
{
    private readonly FrozenDictionary<(string Tool, string Environment), LoadedEntry> _entries;

    private LoadedAgent(Agent row, AgentDocument document, IEnumerable<KeyValuePair<(string, string), LoadedEntry>> entries)
    {
        (Document, Stage, Dri, IsArchived, Version) = (document, row.Stage, row.Dri, row.IsArchived, row.Version);
        _entries = entries.ToFrozenDictionary();
    }

    public string Name => Document.Name;
    public AgentDocument Document { get; }
    public Stage Stage { get; }
    public string? Dri { get; }
    public bool IsArchived { get; }
    public int Version { get; }

    public LoadedEntry? EntryOf(string tool, string environment) => _entries.GetValueOrDefault((tool, environment));

    /// <summary>The manifest holds the tool for at least one environment.</summary>
    public bool Holds(string tool) => Document.Manifest.Entries.Any(entry => entry.Tool == tool);

    /// <summary>Reads a stored agent; null where this build cannot, and an agent that cannot be read may do nothing.</summary>
    internal static LoadedAgent? Of(Agent row)
    {
        using var json = JsonDocument.Parse(row.Document);
        if (AgentDocument.Parse(json.RootElement, out _) is not { } document || document.Name != row.Name) return null;

        var entries = new List<KeyValuePair<(string, string), LoadedEntry>>();
        foreach (var entry in document.Manifest.Entries)
        {
            if (LoadedEntry.Of(entry) is not { } loaded) return null;
            entries.AddRange(entry.Environments.Select(environment => KeyValuePair.Create((entry.Tool, environment), loaded)));
        }

        return new(row, document, entries);
    }
}
