using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Provenance;

/// <summary>What a run has read, told line by line.</summary>
internal sealed class RunStory
{
    private readonly List<Reading> _readings = [];

    public static MarkKey Key { get; } = new([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    public static ToolContract Contract { get; } = new()
    {
        Name = "bank.send_money",
        Version = 1,
        SideEffect = SideEffect.Write,
        Environments = new HashSet<string> { "production" }.ToFrozenSet(),
        InputSchema = JsonElement.Parse("""
            {"type":"object","properties":{"to":{"type":"string"},"amount":{"type":"number"},"speed":{"enum":["slow","fast"]},"copies":{"type":"integer","default":1}}}
            """),
    };

    public IReadOnlyList<Reading> Readings => _readings;

    public RunStory Goal(string text) => Add(ReadingKind.Goal, null, ResultTrust.Untrusted, ReadingMarks.Of(text, Key));

    public RunStory User(string text) => Add(ReadingKind.User, null, ResultTrust.Untrusted, ReadingMarks.Of(text, Key));

    public RunStory Trusted(string text, string tool = "crm.get") => Add(ReadingKind.Tool, tool, ResultTrust.Trusted, ReadingMarks.Of(text, Key));

    public RunStory Untrusted(string text, string tool = "web.get") => Add(ReadingKind.Tool, tool, ResultTrust.Untrusted, ReadingMarks.Of(text, Key));

    public RunStory Sent(string json) => Add(ReadingKind.Sent, "crm.get", ResultTrust.Untrusted, ReadingMarks.Of(JsonElement.Parse(json), Key));

    public Origins Ask(string arguments, ToolContract? contract = null) => OriginFinder.Of(contract ?? Contract, JsonElement.Parse(arguments), _readings, Key);

    /// <summary>The origin of the one argument called <c>to</c>.</summary>
    public ArgumentOrigin Of(string value) => Assert.Single(Ask(JsonSerializer.Serialize(new { to = value })).Arguments);

    public ArgumentOrigin Of(double value) => Assert.Single(Ask(JsonSerializer.Serialize(new { amount = value })).Arguments);

    private RunStory Add(ReadingKind kind, string? tool, ResultTrust trust, ReadingMarks marks)
    {
        _readings.Add(new(_readings.Count, kind, tool, trust, marks));
        return this;
    }
}
