using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace AgentConsole.Cedar.Tests.Conformance;

/// <summary>Reads the published corpus that lies beside the tests.</summary>
public static class Corpus
{
    private static readonly string _root = Path.Combine(AppContext.BaseDirectory, "Suite");

    /// <summary>Both archives; a test may come before the files that it names, so all are read first.</summary>
    public static IReadOnlyList<CorpusTest> Tests { get; } = [.. Read("corpus-tests.tar.gz"), .. Read("handwritten-tests.tar.gz")];

    /// <summary>The tests that a validator of Cedar 4.13 accepts, other than the one of 4.10 that made the corpus.</summary>
    public static IReadOnlySet<string> AcceptedSince413 { get; } =
        File.ReadAllLines(Path.Combine(_root, "validator-4.13-differences.txt")).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<CorpusTest> Read(string archive)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        using var packed = File.OpenRead(Path.Combine(_root, archive));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var tar = new TarReader(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null) continue;
            using var reader = new StreamReader(entry.DataStream);
            files.Add(entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name, reader.ReadToEnd());
        }

        foreach (var (name, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith("entities.json", StringComparison.Ordinal)) continue;
            using var document = JsonDocument.Parse(text);
            var test = document.RootElement;
            if (test.ValueKind != JsonValueKind.Object || !test.TryGetProperty("requests", out var queries)) continue;
            yield return new(
                Path.GetFileNameWithoutExtension(name),
                files[test.GetProperty("policies").GetString()!],
                files[test.GetProperty("entities").GetString()!],
                files[test.GetProperty("schema").GetString()!],
                test.GetProperty("shouldValidate").GetBoolean(),
                queries.Clone());
        }
    }
}
