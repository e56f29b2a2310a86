using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>A whole demo: the console, the service that its tools act on, people, keys, and the traffic between them.</summary>
internal sealed class DemoConsole : IAsyncDisposable
{
    private const string Environment = "production";

    // Whoever looks at a demo looks at the pages; the folder's keys live as long as the demo.
    private static readonly string[] Quiet = ["--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection=Error"];

    private readonly WebApplication _app;
    private readonly DemoTarget _target;
    private readonly OutsideHttp _http = new();
    private readonly List<DemoPerson> _people = [];
    private readonly Dictionary<string, string> _keys = [];
    private DemoTraffic? _traffic;
    private DemoHistory? _history;
    private DemoTrouble? _trouble;
    private DemoIncidents? _incidents;
    private string _token = "";

    private DemoConsole(WebApplication app, DemoTarget target, string folder) => (_app, _target, Folder) = (app, target, folder);

    public string Folder { get; }

    public Uri Address => _app.LocalAddress();

    /// <summary>A demo that answers, with its people; its story begins with <see cref="RunAsync"/>.</summary>
    public static async Task<DemoConsole> StartAsync(string urls, string folder, CancellationToken cancellation)
    {
        var target = await DemoTarget.StartAsync(cancellation);
        // No file and no command line holds it: it lives as long as the demo.
        target.Secret = new SecretMint().Password().Reveal();
        var app = await ConsoleHost.BuildAsync(new ServeOptions(urls, folder,
        [
            "--Database:Provider=Sqlite",
            "--Shell:EnvironmentName=demo",
            // Whoever looks at a demo does not wait a minute for an alert.
            "--Alerts:CheckSeconds=5",
            // It is looked at by previews, and told by callbacks.
            $"--Deliveries:PreviewHosts:0={new Uri(target.Address).Authority}",
            $"--Deliveries:WebhookHosts:0={new Uri(target.Address).Authority}",
            $"--Deliveries:ExecutionHosts:0={new Uri(target.Address).Authority}",
            $"--{ToolSecrets.Section}:DEMO_TARGET={target.Secret}",
            .. Quiet,
        ]));
        var demo = new DemoConsole(app, target, folder);
        await app.StartAsync(cancellation);
        await demo.SeedAsync(new Seeding(app.Services, cancellation), cancellation);
        return demo;
    }

    public async Task TellAsync(TextWriter output)
    {
        await output.WriteLineAsync($"""

            AgentConsole demo. SQLite in {Folder}; the tools act on {_target.Address}.

              Sign in at  {new Uri(Address, Links.SignIn)}

            """);
        foreach (var person in _people) await output.WriteLineAsync($"  {person.Email,-20} {person.Password}   {person.Does}");
        await output.WriteLineAsync($"""

            For curl:
              export CONSOLE={Address.GetLeftPart(UriPartial.Authority)}
              export TARGET={_target.Address}
              export DATA={Folder}
              export AGENT_KEY={_keys["support-triage-v3"]}
              export REVIEWER_TOKEN={_token}

            Ctrl+C ends it.
            """);
    }

    /// <summary>Plays what happened before and then the live traffic, until the console is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _app.Lifetime.ApplicationStopping);
        try
        {
            await _history!.TellAsync(ending.Token);
            await _incidents!.TellAsync(ending.Token);
            await _traffic!.PlayPastAsync(ending.Token);
            await Task.WhenAll(_trouble!.RunAsync(ending.Token), _traffic.RunAsync(ending.Token));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Asked to end.
        }

        await _app.WaitForShutdownAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _traffic?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _target.DisposeAsync();
        _http.Dispose();
    }

    private async Task SeedAsync(Seeding seeding, CancellationToken cancellation)
    {
        var ada = await AddPersonAsync(seeding, "ada@demo.example", "Ada Okafor", "reviews; answers for support-triage-v3", Role.Reviewer, Role.Dri);
        var ben = await AddPersonAsync(seeding, "ben@demo.example", "Ben Lindqvist", "reviews; on call", Role.Reviewer, Role.Oncall);
        await AddPersonAsync(seeding, "mira@demo.example", "Mira Costa", "administers; security", Role.Admin, Role.Security);
        await AddPersonAsync(seeding, "finn@demo.example", "Finn Moreau", "finance: spend and what a workflow came to before", Role.Finance);
        await AddPersonAsync(seeding, "noor@demo.example", "Noor Rahimi", "security: publishes what Mira wrote, and the other way round", Role.Security);
        _token = await seeding.TokenAsync(ada, "for curl");

        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "demo");
        var documents = DocumentsIn(samples);
        if (await seeding.ApplyAsync(documents) is ApplyOutcome.Refused refused)
            throw new InvalidOperationException(string.Join('\n', refused.Faults));

        var shiftBefore = await seeding.AddPersonAsync("shift-before@demo.example", "Shift before (scripted)", null, Role.Reviewer, Role.Oncall);
        var reviewer = new ConsoleClient(_http.Open(Address), await seeding.TokenAsync(shiftBefore, "script"));
        var script = DemoScene.ReadAll(Path.Combine(samples, "traffic.jsonl"));
        var clock = _app.Services.GetRequiredService<TimeProvider>();
        var agents = new Dictionary<string, DemoAgent>();
        var tellers = new Dictionary<string, ConsoleClient>();
        foreach (var agent in script.Select(scene => scene.Agent).Distinct())
        {
            _keys[agent] = await seeding.KeyAsync(agent, Environment);
            tellers[agent] = new(_http.Open(Address), _keys[agent]);
            agents[agent] = new(tellers[agent], reviewer, _http.Open(new(_target.Address)), ShownBy(documents), clock);
        }

        _target.Redeemer = new(_http.Open(Address), bearer: null);
        await SeedSchedulesAsync(cancellation);
        _history = new(tellers, _app.Services.GetRequiredService<RunMomentsDesk>(), clock);
        _trouble = new(tellers, reviewer, clock, _app.Services.GetRequiredService<ILogger<DemoTrouble>>());
        _incidents = new(new(_http.Open(Address), await seeding.TokenAsync(ben, "script")), clock);
        _traffic = new(script, agents, clock, _app.Services.GetRequiredService<ILogger<DemoTraffic>>());
    }

    /// <summary>One that fires before whoever looks at the demo has gone, one for the night, and one that somebody switched off.</summary>
    private async Task SeedSchedulesAsync(CancellationToken cancellation)
    {
        var save = _app.Services.GetRequiredService<SaveScheduleHandler>();
        const string agent = "support-triage-v3";
        foreach (var (name, cron, more) in ((string, string, string)[])
        [
            ("inbox-sweep", "*/5 * * * *", """ "at_once": 3, "input": {"mailbox": "support", "most": 20}"""),
            ("nightly-digest", "30 5 * * 1-5", """ "cap_usd": "0.50", "retries": 5, "input": {"report": "what was refunded"}"""),
            ("quarterly-audit", "0 7 1 1,4,7,10 *", """ "enabled": false"""),
        ])
        {
            var document = $$"""{"agent": "{{agent}}", "environment": "{{Environment}}", "name": "{{name}}", "cron": "{{cron}}", "zone": "Europe/Zurich", "url": "{{_target.Address}}{{DemoTarget.StartPath}}",{{more}}}""";
            var outcome = await save.HandleAsync(new(new Caller.Server(), null, null, JsonElement.Parse(document)), cancellation);
            if (outcome is not ScheduleOutcome.Saved) throw new InvalidOperationException($"{name}: {outcome}");
        }
    }

    private async Task<PersonId> AddPersonAsync(Seeding seeding, string email, string name, string does, params Role[] roles)
    {
        var password = seeding.NewPassword();
        _people.Add(new(email, does, password.Reveal()));
        return await seeding.AddPersonAsync(email, name, password, roles);
    }

    private static Dictionary<string, IReadOnlyList<string>> ShownBy(IEnumerable<SourceDocument> documents) => documents
        .Where(document => document.Kind == "Tool" && document.Value.TryGetProperty("preview", out _))
        .ToDictionary(document => document.Name!, IReadOnlyList<string> (document) =>
            [.. document.Value.GetProperty("preview").GetProperty("select").EnumerateObject().Select(field => field.Name)]);

    /// <summary>The sample documents, with the target's address as it came to be.</summary>
    private List<SourceDocument> DocumentsIn(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.yaml").SelectMany(file =>
            DocumentReader.Read(file, File.ReadAllText(file).Replace(DemoTarget.UsualAddress, _target.Address, StringComparison.Ordinal)) switch
            {
                DocumentReading.Read read => read.Documents,
                var unreadable => throw new InvalidOperationException(unreadable.ToString()),
            }),
    ];
}
