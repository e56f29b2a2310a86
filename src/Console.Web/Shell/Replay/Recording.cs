using System.IO.Compression;
using System.Text.Json;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>Reads recorded runs: JSON lines, gzipped where the name says so, one run a line.</summary>
internal static class Recording
{
    private const int LinesMax = 100_000;

    /// <exception cref="InvalidDataException">The file is no recording; names the line.</exception>
    public static async Task<IReadOnlyList<RecordedRun>> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        await using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        var runs = new List<RecordedRun>();
        for (var number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (number > LinesMax) throw new InvalidDataException($"{path} has more than {LinesMax} lines.");
            if (line.Length > 0) runs.Add(RunOf(line, $"{path}:{number}"));
        }

        return runs;
    }

    private static RecordedRun RunOf(string line, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var run = document.RootElement;
            return new(run.GetProperty("run_id").GetString()!, run.GetProperty("agent").GetString()!,
                [.. run.GetProperty("tools_called").EnumerateArray().Select(CallOf)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{where}: no recorded run: {exception.Message}", exception);
        }
    }

    private static RecordedCall CallOf(JsonElement call, int step) => new(
        step, call.GetProperty("name").GetString()!, call.GetProperty("args").Clone(), TextOf(call, "result_status"), TextOf(call, "result_excerpt"), TextOf(call, "error"))
    {
        IsWrongWrite = TextOf(call, "side_effect") == "write"
            && call.TryGetProperty("expected", out var expected) && expected.ValueKind == JsonValueKind.False,
    };

    private static string? TextOf(JsonElement call, string member) =>
        call.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
