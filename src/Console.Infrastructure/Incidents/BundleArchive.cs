using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Packs a bundle into one zip: a file for each part, under names of ours alone, and a manifest with the digest of each.</summary>
public static class BundleArchive
{
    public const string ManifestName = "manifest.json";
    public const string WholeName = "bundle.json";

    // Parts of a bundle that have a file of their own; nothing in the bundle chooses a name.
    private static readonly string[] Parts = ["run", "story", "tool_calls", "policy_log", "proposals", "approvals", "spend", "stops", "ledger"];

    private static readonly DateTimeOffset FirstOfZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="postmortem">Markdown; null where there is none.</param>
    public static byte[] Of(IncidentBundle bundle, string? postmortem)
    {
        var content = JsonElement.Parse(bundle.Content);
        var files = new List<(string Name, byte[] Bytes)> { (WholeName, Encoding.UTF8.GetBytes(bundle.Content)) };
        foreach (var part in Parts)
            if (content.TryGetProperty(part, out var value)) files.Add((part + ".json", CanonicalJson.Bytes(value)));
        if (postmortem is not null) files.Add(("postmortem.md", Encoding.UTF8.GetBytes(postmortem)));

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, ManifestName, Manifest(bundle, files), bundle.MadeAt);
            foreach (var (name, bytes) in files) Add(zip, name, bytes, bundle.MadeAt);
        }

        return stream.ToArray();
    }

    private static byte[] Manifest(IncidentBundle bundle, List<(string Name, byte[] Bytes)> files) => CanonicalJson.Bytes(JsonElement.Parse(new JsonObject
    {
        ["format"] = "agentconsole.incident-archive/1",
        ["incident"] = bundle.IncidentId.ToString(),
        ["number"] = bundle.Number,
        ["digest"] = bundle.Digest,
        ["is_cut"] = bundle.IsCut,
        ["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["name"] = file.Name, ["bytes"] = file.Bytes.Length, ["digest"] = Digest.OfBytes(file.Bytes) })]),
    }.ToJsonString()));

    // The same bundle makes the same bytes.
    private static void Add(ZipArchive zip, string name, byte[] bytes, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = at < FirstOfZip ? FirstOfZip : at;
        using var body = entry.Open();
        body.Write(bytes);
    }
}
