using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>A console of the replay's own, in this process and on a free loopback port, that knows the recording's tools and agents.</summary>
internal sealed class OwnConsole : ReplayConsole
{
    private const string Dri = "reviewer@replay.example";

    private readonly WebApplication _app;
    private readonly Dictionary<string, ConsoleClient> _agents = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];
    private ConsoleClient? _anybody;
    private readonly List<ConsoleClient> _reviewers = [];

    private OwnConsole(WebApplication app) => _app = app;

    public override ConsoleClient Anybody => _anybody ??= new(Http.Open(_app.LocalAddress()), bearer: null);

    public override IReadOnlyList<ConsoleClient> Reviewers => _reviewers;

    /// <summary>Every agent that plays under another name, as a sentence.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public static async Task<OwnConsole> StartAsync(
        string folder, RecordedTools tools, IReadOnlyList<string> agents, CancellationToken cancellation, ReplaySetting? setting = null)
    {
        var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder, ["--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Error"]));
        await app.StartAsync(cancellation);
        var console = new OwnConsole(app);
        await console.SeedAsync(new Seeding(app.Services, cancellation), tools, agents, setting ?? ReplaySetting.Plain);
        return console;
    }

    public override ConsoleClient AgentOf(string recorded) => _agents[recorded];

    public override async Task<LedgerVerdict?> VerifyLedgerAsync(CancellationToken cancellation) =>
        await _app.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(cancellation);

    public override async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task SeedAsync(Seeding seeding, RecordedTools tools, IReadOnlyList<string> agents, ReplaySetting setting)
    {
        var names = NamesOf(agents);
        var documents = tools.Documents.Concat(names.Values.Select(name => new SourceDocument("replay", 0, DocumentOf(name, tools, setting.Stage)))).Concat(setting.Policies).ToList();
        if (await seeding.ApplyAsync(documents) is ApplyOutcome.Refused refused) throw new InvalidDataException(string.Join('\n', refused.Faults));

        var address = _app.LocalAddress();
        foreach (var (recorded, name) in names)
            _agents[recorded] = new(Http.Open(address), await seeding.KeyAsync(name, RecordedTools.Environment));
        foreach (var (mail, name) in ((string, string)[])[(Dri, "Replay reviewer"), ("second@replay.example", "Second replay reviewer")])
        {
            var reviewer = await seeding.AddPersonAsync(mail, name, null, Role.Reviewer);
            _reviewers.Add(new(Http.Open(address), await seeding.TokenAsync(reviewer, "replay")));
        }
    }

    private Dictionary<string, string> NamesOf(IReadOnlyList<string> agents)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var recorded in agents)
        {
            names[recorded] = ReplayName.Of(recorded, AgentLimits.NameLengthMax, AgentName.IsValid, names.Values.ToHashSet(StringComparer.Ordinal));
            if (names[recorded] != recorded) _remarks.Add($"The agent '{recorded}' is called {names[recorded]} here.");
        }

        return names;
    }

    private static JsonElement DocumentOf(string agent, RecordedTools tools, Stage stage) => JsonElement.Parse(new JsonObject
    {
        ["kind"] = "Agent",
        ["name"] = agent,
        ["dri"] = Dri,
        ["stage"] = WireName.Of(stage),
        ["manifest"] = new JsonArray([.. tools.Names.Values.Select(tool =>
            new JsonObject { ["tool"] = tool, ["environments"] = new JsonArray(RecordedTools.Environment) })]),
    }.ToJsonString());
}
