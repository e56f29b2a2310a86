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
                [.. run.GetProperty("tools_called").EnumerateArray().Select(CallOf)])
            {
                Goal = TextOf(run, "task_prompt") ?? TextOf(run, "goal"),
                Messages = [.. MessagesOf(run)],
            };
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

    // Of the agent's own words nothing is told: they are no source of anything.
    private static IEnumerable<RecordedMessage> MessagesOf(JsonElement run)
    {
        if (!run.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array) yield break;
        var turns = run.GetProperty("tools_called").EnumerateArray().Select(TurnOf).ToList();
        foreach (var message in messages.EnumerateArray())
        {
            if (TextOf(message, "role") != "user" || TextOf(message, "text") is not { Length: > 0 } text) continue;
            var turn = TurnOf(message);
            var step = turns.FindIndex(called => called > turn);
            if (step >= 0) yield return new(step, text);
        }
    }

    private static int TurnOf(JsonElement value) =>
        value.TryGetProperty("turn", out var turn) && turn.ValueKind == JsonValueKind.Number && turn.TryGetInt32(out var number) ? number : int.MaxValue;

    private static string? TextOf(JsonElement call, string member) =>
        call.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
