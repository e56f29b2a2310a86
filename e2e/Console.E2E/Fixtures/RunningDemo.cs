using System.Text.RegularExpressions;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.E2E.Fixtures;

/// <summary>The demo as a newcomer meets it: one verb, and what it prints. Started once for all who only look at it.</summary>
public sealed partial class RunningDemo : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentconsole-demo-").FullName;
    private ConsoleProcess? _console;

    public Uri Address => _console!.Address;

    /// <summary>Who may sign in, by the part of the address before the @.</summary>
    public IReadOnlyDictionary<string, ScenePerson> People { get; private set; } = new Dictionary<string, ScenePerson>();

    /// <summary>A token of a reviewer, as the demo prints it for scripts.</summary>
    public string ReviewerToken { get; private set; } = "";

    /// <summary>A key of the support agent, likewise.</summary>
    public string AgentKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _console = await ConsoleProcess.StartAsync("demo", _folder);
        await Eventually.IsTrueAsync(() => _console.Said.Contains("Ctrl+C ends it.", StringComparison.Ordinal), "the demo tells how to come in");
        People = Person().Matches(_console.Said).Select(line =>
            new ScenePerson(line.Groups["name"].Value, line.Groups["email"].Value, line.Groups["password"].Value, "")).ToDictionary(person => person.Name);
        AgentKey = Key().Match(_console.Said).Groups[1].Value;
        ReviewerToken = Token().Match(_console.Said).Groups[1].Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null) await _console.DisposeAsync();
        Directory.CreateDirectory(Flow.Artifacts);
        await File.WriteAllTextAsync(Path.Combine(Flow.Artifacts, "demo.log"), _console?.Said);
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"^ +(?<email>(?<name>\w+)@\S+) +(?<password>\S.*?) {3}\S", RegexOptions.Multiline)]
    private static partial Regex Person();

    [GeneratedRegex(@"AGENT_KEY=(\S+)")]
    private static partial Regex Key();

    [GeneratedRegex(@"REVIEWER_TOKEN=(\S+)")]
    private static partial Regex Token();
}
