using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies.Cedar;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>The live Rego of this console as OPA fetches it: the same policies are the same bytes.</summary>
/// <param name="Revision">Names what is in it: the sets with their versions, or a digest of that where they are many.</param>
/// <param name="Tag">For the ETag: another one means other content.</param>
public sealed partial record OpaBundle(string Revision, IReadOnlyList<string> Sets, string Tag, ReadOnlyMemory<byte> Bytes)
{
    private const string OwnRoot = "agentconsole";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static OpaBundle Of(IReadOnlyList<CedarSetText> modules)
    {
        var ordered = modules.OrderBy(module => module.Name, StringComparer.Ordinal).ToList();
        IReadOnlyList<string> sets = [.. ordered.Select(module => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{module.Name}@{module.Version}"))];
        var revision = RevisionOf(sets);
        var archive = ArchiveOf(ordered, revision);
        return new(revision, sets, Digest.OfBytes(archive), Compressed(archive));
    }

    private static string RevisionOf(IReadOnlyList<string> sets)
    {
        var text = string.Join(',', sets);
        return text.Length switch
        {
            0 => "none",
            <= PolicyLimits.RevisionLengthMax => text,
            _ => Digest.OfBytes(Encoding.UTF8.GetBytes(text)),
        };
    }

    private static byte[] ArchiveOf(IReadOnlyList<CedarSetText> modules, string revision)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            Write(tar, "/.manifest", JsonSerializer.SerializeToUtf8Bytes(new { revision, roots = RootsOf(modules), rego_version = 1 }));
            // A folder each, so that the longest name of a set still fits in a plain header.
            foreach (var module in modules) Write(tar, $"/{module.Name}/policy.rego", Encoding.UTF8.GetBytes(module.Text));
        }

        return bytes.ToArray();
    }

    private static void Write(TarWriter tar, string path, byte[] content)
    {
        using var data = new MemoryStream(content, writable: false);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { ModificationTime = DateTimeOffset.UnixEpoch, Mode = Readable, DataStream = data });
    }

    private static byte[] Compressed(byte[] archive)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(archive);
        return bytes.ToArray();
    }

    // What a bundle owns nobody else may bring. Where a package cannot be read, it owns all: a bundle that goes beyond its roots is not activated.
    private static List<string> RootsOf(IReadOnlyList<CedarSetText> modules)
    {
        if (modules.Count == 0) return [OwnRoot];
        var roots = modules.Select(RootOf).Distinct().Order(StringComparer.Ordinal).ToList();
        return roots.Contains("") ? [""] : roots;
    }

    private static string RootOf(CedarSetText module) =>
        PackageClause().Match(module.Text) is { Success: true } clause ? clause.Groups["root"].Value : "";

    // The first thing in a module but for comments.
    [GeneratedRegex(@"\A\uFEFF?(?:\s|\#[^\n]*(?:\n|\z))*package\s+(?<root>[A-Za-z_][A-Za-z0-9_]*)\b", RegexOptions.NonBacktracking)]
    private static partial Regex PackageClause();
}
