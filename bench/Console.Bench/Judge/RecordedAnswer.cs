using System.IO.Compression;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Bench.Judge;

/// <summary>What a recording knows of one call and no product may see: it is for scoring, and for the baselines.</summary>
/// <param name="Label">malicious, benign, or something between.</param>
/// <param name="Expected">Of a write: whether it is one that the task asks for.</param>
/// <param name="Amount">The dollars at stake, or -1.</param>
/// <param name="Fingerprint">Tool and arguments, so that equal calls are equal.</param>
/// <param name="IsUnseenTarget">A write that names something particular which the prompt does not hold, letter by letter.</param>
internal sealed record RecordedAnswer(string Run, string Task, int Step, string? Label, bool? Expected, bool IsWrite, double Amount, string Fingerprint, bool IsUnseenTarget)
{
    private const int TargetLengthMin = 8;

    public static IEnumerable<RecordedAnswer> ReadAll(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var run = document.RootElement;
            var prompt = Text(run, "task_prompt") ?? Text(run, "goal") ?? "";
            var task = Text(run, "user_task_id") ?? Text(run, "task_id") ?? (run.TryGetProperty("user_case", out var number) ? number.ToString() : "");
            foreach (var (step, call) in run.GetProperty("tools_called").EnumerateArray().Index())
            {
                var isWrite = Text(call, "side_effect") is not ("read" or "none");
                var args = call.GetProperty("args");
                yield return new(Text(run, "run_id")!, task, step, Text(call, "label"),
                    call.TryGetProperty("expected", out var expected) && expected.ValueKind is JsonValueKind.True or JsonValueKind.False ? expected.GetBoolean() : null,
                    isWrite, call.TryGetProperty("amount_hint_usd", out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetDouble() : -1,
                    Text(call, "name") + " " + CanonicalOf(args), isWrite && TargetsIn(args).Any(target => !prompt.Contains(target, StringComparison.Ordinal)));
            }
        }
    }

    private static string CanonicalOf(JsonElement args)
    {
        try
        {
            return CanonicalJson.Text(args);
        }
        catch (NotCanonicalException)
        {
            return args.GetRawText();
        }
    }

    private static IEnumerable<string> TargetsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TargetsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TargetsIn),
        JsonValueKind.String when IsTarget(value.GetString()!) => [value.GetString()!],
        _ => [],
    };

    // An account, an address, an id; no date and no sentence.
    private static bool IsTarget(string text) => text.Length >= TargetLengthMin && !text.Contains(' ', StringComparison.Ordinal)
        && (text.Contains('@', StringComparison.Ordinal) || (text.Any(char.IsAsciiDigit) && text.Any(char.IsLetter)));

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
