using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>The tools of a recording as contracts, with the names that they got and the ones that no contract could be made of.</summary>
internal sealed class RecordedTools
{
    public const string Environment = "production";
    private const string Untrusted = "untrusted-content";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<SourceDocument> _documents = [];
    private readonly List<string> _remarks = [];
    private bool _isTrustTold;

    private RecordedTools() { }

    /// <summary>Recorded name to the name here.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    public IReadOnlyList<SourceDocument> Documents => _documents;

    /// <summary>Every name that was changed and every tool that was refused, as a sentence.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <exception cref="InvalidDataException">The file holds no list of tools.</exception>
    public static async Task<RecordedTools> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path, cancellation));
            var root = document.RootElement;
            var read = new RecordedTools();
            var tools = (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("tools")).EnumerateArray().ToList();
            read._isTrustTold = tools.Exists(tool => TextsOf(tool, "traits").Contains(Untrusted));
            foreach (var tool in tools) read.Add(path, tool);
            return read;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} holds no list of tools: {exception.Message}", exception);
        }
    }

    private void Add(string path, JsonElement tool)
    {
        var recorded = tool.GetProperty("name").GetString()!;
        var name = ReplayName.Of(recorded, ProposalLimits.ToolNameLengthMax, ToolName.IsValid, _names.Values.ToHashSet(StringComparer.Ordinal));
        var contract = JsonElement.Parse(ContractOf(tool, name).ToJsonString());
        if (WrittenTool.Read(contract, out var faults) is null)
        {
            _remarks.Add($"The tool '{recorded}' is refused: {string.Join("; ", faults.Take(3).Select(fault => $"{fault.Pointer} {fault.Message}"))}");
            return;
        }

        if (name != recorded) _remarks.Add($"The tool '{recorded}' is called {name} here.");
        _names[recorded] = name;
        _documents.Add(new(path, 0, contract));
    }

    private JsonObject ContractOf(JsonElement tool, string name)
    {
        var traits = TextsOf(tool, "traits");
        var contract = new JsonObject
        {
            ["kind"] = "Tool",
            ["name"] = name,
            ["version"] = 1,
            ["side_effect"] = SideEffectOf(tool, traits),
            ["environments"] = new JsonArray(Environment),
            // Where the recording says whose results others can write into, the rest may be believed; where it does not, nothing may.
            ["result_trust"] = _isTrustTold && !traits.Contains(Untrusted) ? "trusted" : "untrusted",
            ["input_schema"] = JsonNode.Parse(tool.GetProperty("parameters").GetRawText()),
            ["sensitivity"] = new JsonArray([.. traits.Select(SensitivityOf).OfType<string>().Distinct().Select(kind => JsonValue.Create(kind))]),
        };
        if (tool.TryGetProperty("description", out var description) && description.GetString() is { Length: > 0 } text)
            contract["description"] = text.Length <= ToolLimits.DescriptionLengthMax ? text : text[..ToolLimits.DescriptionLengthMax];
        return contract;
    }

    // What is not surely a reading is taken for a writing.
    private static string SideEffectOf(JsonElement tool, IReadOnlyList<string> traits)
    {
        var recorded = tool.TryGetProperty("side_effect", out var value) ? value.GetString() : null;
        if (recorded is "read" or "none") return "read";
        return traits.Contains("irreversible") ? "irreversible" : "write";
    }

    private static string? SensitivityOf(string trait) => trait switch
    {
        "money" => "money",
        "pii" => "personal_data",
        "credential" => "secrets",
        "infrastructure" => "infrastructure",
        "external" => "external",
        _ => null,
    };

    private static IReadOnlyList<string> TextsOf(JsonElement tool, string member) =>
        tool.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(one => one.GetString()!)] : [];
}
