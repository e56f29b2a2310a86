using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>One proposal of the demo's script: who makes it, why, and what becomes of it where the shift before has settled it.</summary>
internal sealed record DemoScene(string Agent, string Run, string Tool, JsonObject Args, string Rationale)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly string[] Servers = ["web-1", "web-2", "web-3", "db-1", "cache-1", "batch-1"];
    private static readonly string[] Services = ["checkout", "search", "mailer"];

    /// <summary>What the run is for, with the same ids as the arguments; null: it tells nothing.</summary>
    public string? Goal { get; init; }
    /// <summary>What it reads before it proposes.</summary>
    public IReadOnlyList<DemoReading> Reads { get; init; } = [];
    public IReadOnlyList<string> References { get; init; } = [];
    public JsonObject? Before { get; init; }
    public JsonObject? After { get; init; }
    /// <summary>How long it is of use; null leaves it to the console.</summary>
    public int? ExpiresInS { get; init; }
    /// <summary>When the agent gives up waiting and takes it back.</summary>
    public int WithdrawAfterS { get; init; } = 600;
    /// <summary>Whether the agent also wants to be told by webhook.</summary>
    public bool Callback { get; init; }
    /// <summary>Whether it was over before anybody looked.</summary>
    public bool IsPast { get; init; }
    /// <summary>What the shift before decided.</summary>
    public string? Decided { get; init; }
    public string? ReasonCode { get; init; }
    public string? Note { get; init; }

    public static IReadOnlyList<DemoScene> ReadAll(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<DemoScene>(line, Form)!)];

    /// <summary>The arguments of one playing, with ids that move on from playing to playing.</summary>
    public JsonObject ArgsOf(int number)
    {
        var args = (JsonObject)Args.DeepClone();
        foreach (var (name, value) in Args)
            if (value?.GetValueKind() == JsonValueKind.String) args[name] = Filled(value.GetValue<string>(), number);
        return args;
    }

    public string RunOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Run}-{1000 + number}");

    /// <summary>What the run begins with; null where it tells nothing.</summary>
    public JsonObject? StartOf(int number) => Goal is null ? null : new()
    {
        ["run_id"] = RunOf(number),
        ["workflow"] = Run,
        ["goal"] = FilledIn(Goal, number),
        ["trigger"] = "demo",
    };

    public IEnumerable<JsonObject> ReadingsOf(int number) => Reads.Select(reading => new JsonObject
    {
        ["source"] = "tool",
        ["tool"] = reading.Tool,
        ["text"] = FilledIn(reading.Text, number),
    });

    public JsonObject BodyOf(int number, string hook)
    {
        var body = new JsonObject
        {
            ["tool"] = Tool,
            ["args"] = ArgsOf(number),
            ["run_id"] = RunOf(number),
            ["tool_call_id"] = "call_1",
            ["rationale"] = Rationale,
            ["references"] = new JsonArray([.. References.Select(reference => JsonValue.Create(reference))]),
            ["before"] = Before?.DeepClone(),
            ["after"] = After?.DeepClone(),
        };
        if (ExpiresInS is { } seconds) body["expires_in_s"] = seconds;
        if (Callback) body["callback"] = new JsonObject { ["type"] = "webhook", ["url"] = hook };
        return body;
    }

    private static string FilledIn(string text, int number)
    {
        foreach (var place in (string[])["{order}", "{customer}", "{case}", "{server}", "{service}"])
            text = text.Replace(place, Filled(place, number), StringComparison.Ordinal);
        return text;
    }

    private static string Filled(string text, int number) => text switch
    {
        "{order}" => DemoWorld.OrderId(number),
        "{customer}" => DemoWorld.CustomerId(number),
        "{case}" => DemoWorld.CaseId(number),
        "{server}" => Servers[number % Servers.Length],
        "{service}" => Services[number % Services.Length],
        _ => text,
    };
}
