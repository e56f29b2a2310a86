using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Access;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;

namespace AgentConsole.Infrastructure.Tests.Ledger;

/// <summary>An exported ledger as lines, and what a forger can do to them.</summary>
internal sealed class Exported(IReadOnlyList<string> lines)
{
    public IReadOnlyList<string> Lines => lines;

    public int HeadLine => lines.Count - 1;

    public JsonNode Head => JsonNode.Parse(lines[HeadLine])!["head"]!;

    public static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddAccess().AddLedger());

    /// <summary>The export of a new console that has seen a little of everything.</summary>
    public static async Task<Exported> MakeAsync()
    {
        await using var console = await StartAsync(DatabaseProvider.Sqlite);
        console.Clock.Advance(TimeSpan.FromTicks(1_234_560));
        await console.HappenAsync(new Happened("größer ≥ <b>\"\\\u0001 \U0001F600", "ana@example.com"));
        await console.HappenAsync(new Happened("two"));
        return await OfAsync(console);
    }

    public static async Task<Exported> OfAsync(TestConsole console)
    {
        var lines = new List<string>();
        await foreach (var line in console.Get<LedgerExport>().LinesAsync(CancellationToken.None)) lines.Add(line);
        return new(lines);
    }

    public Exported With(int line, string text) => new([.. lines.Take(line), text, .. lines.Skip(line + 1)]);

    public Exported Without(int line) => new([.. lines.Take(line), .. lines.Skip(line + 1)]);

    public Exported Changed(int line, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(lines[line])!;
        change(json);
        return With(line, json.ToJsonString(new(ExportLine.Form)));
    }

    /// <summary>Every hash made anew from what the entries say, and the head signed with a key of the forger's under the old name.</summary>
    public Exported Resealed(ECDsa key)
    {
        var previous = HashChain.Genesis;
        var forged = new List<string> { lines[0] };
        foreach (var line in lines.Skip(1).SkipLast(1))
        {
            var json = JsonNode.Parse(line)!;
            var entry = HashChain.Seal(new LedgerEntry
            {
                Seq = (long)json["seq"]!,
                At = (DateTimeOffset)json["at"]!,
                Kind = (string)json["kind"]!,
                Actor = (string)json["actor"]!,
                Subject = (string)json["subject"]!,
                Payload = (string)json["payload"]!,
                PreviousHash = previous,
            });
            previous = entry.Hash;
            json["previous_hash"] = Base64Url.EncodeToString(entry.PreviousHash);
            json["hash"] = Base64Url.EncodeToString(entry.Hash);
            forged.Add(json.ToJsonString(new(ExportLine.Form)));
        }

        var head = JsonNode.Parse(lines[HeadLine])!;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        head["head"]!["hash"] = Base64Url.EncodeToString(previous);
        head["head"]!["x"] = Base64Url.EncodeToString(point.X);
        head["head"]!["y"] = Base64Url.EncodeToString(point.Y);
        head["head"]!["signature"] = Base64Url.EncodeToString(key.SignData(
            LedgerSigner.BytesOf((long)head["head"]!["seq"]!, (string)head["head"]!["hash"]!, (DateTimeOffset)head["head"]!["signed_at"]!), HashAlgorithmName.SHA256));
        forged.Add(head.ToJsonString(new(ExportLine.Form)));
        return new(forged);
    }

    public Task<LedgerVerdict> VerifyAsync(PinnedKeys? pinned = null) =>
        VerifyAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), pinned);

    public static async Task<LedgerVerdict> VerifyAsync(byte[] file, PinnedKeys? pinned = null)
    {
        using var reader = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        return await LedgerVerifier.VerifyExportAsync(reader, pinned, CancellationToken.None);
    }
}
