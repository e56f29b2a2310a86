using System.Text;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>One part of a bundle: rows until its room is used up, and how many there were.</summary>
internal sealed class BundleSection(string name)
{
    private readonly JsonArray _rows = [];
    private int _bytes;
    private bool _isFull;

    public string Name => name;

    public int Of { get; private set; }

    public int Kept => _rows.Count;

    public bool IsCut => Kept < Of;

    /// <summary>Takes the row in if it fits; it is counted all the same.</summary>
    public void Add(JsonObject row)
    {
        Of++;
        var bytes = Encoding.UTF8.GetByteCount(row.ToJsonString());
        // What is left out is the end, not a row here and there.
        _isFull |= _bytes + bytes > IncidentLimits.BundleSectionBytesMax;
        if (_isFull) return;
        _bytes += bytes;
        _rows.Add(row);
    }

    /// <summary>So many more are there than were read.</summary>
    public void CountUnread(int count) => Of += Math.Max(0, count);

    public JsonArray Take() => _rows;
}
