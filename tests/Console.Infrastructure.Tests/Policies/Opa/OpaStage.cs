using System.Net;
using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Policies;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

/// <summary>The engine in front of an OPA, real or not, with a log that a test reads.</summary>
internal sealed class OpaStage : IAsyncDisposable
{
    public const string Token = "token-of-the-console";

    private readonly GuardedHttp _http;
    private readonly TestLog _log = new();

    private OpaStage(OpaDouble opa, OpaOptions options, TimeProvider clock)
    {
        Opa = opa;
        _http = new(new DeliveriesOptions { EngineHosts = [options.Address.Authority] }, WayOut.Engines, Dns.GetHostAddressesAsync, clock);
        Engine = new(options, _http, clock, _log);
    }

    public OpaDouble Opa { get; }

    public OpaEngine Engine { get; }

    public FakeClock Clock { get; private init; } = new();

    public IReadOnlyList<string> Logged => _log.Lines;

    public static async Task<OpaStage> StartAsync(string? path = null)
    {
        var (opa, clock) = (await OpaDouble.StartAsync(), new FakeClock());
        var options = new OpaOptions { Url = opa.Url, Token = Token };
        if (path is not null) options.Path = path;
        return new(opa, options, clock) { Clock = clock };
    }

    public Task<EngineRuling> AskAsync(PolicyQuestion? question = null) => Engine.AskAsync(question ?? Question(), default);

    public async Task<EngineRuling> AskAsync(string result)
    {
        Opa.Instead = OpaDouble.Saying(result);
        return await AskAsync();
    }

    public static PolicyQuestion Question(string arguments = """{"order_id":"W-1","amount":120.5}""", SideEffect effect = SideEffect.Write, string tool = "refund.create")
    {
        var contract = ToolContract.Parse(JsonElement.Parse(A.Tool(tool).Doing(effect).Document()), out _)!;
        var args = JsonElement.Parse(arguments);
        var facts = Facts.Of(contract, args, "support-triage-v3", Stage.NarrowProductionWrites, "production");
        return new()
        {
            Contract = contract,
            Shape = ArgumentShape.Of(contract.InputSchema),
            Arguments = args,
            ArgumentsDigest = Digest.Of(args),
            Environment = "production",
            Agent = "support-triage-v3",
            Stage = Stage.NarrowProductionWrites,
            Dri = "dri@example.com",
            RunId = "run-7",
            Facts = facts,
            Risk = new RiskAssessment(42, [new("money", 20, "It moves money."), new("novelty", 22, "It is new.")]),
            At = A.Moment,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Opa.DisposeAsync();
    }

    private sealed class TestLog : ILogger<OpaEngine>
    {
        private readonly Lock _gate = new();
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get { lock (_gate) return [.. _lines]; }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_gate) _lines.Add($"{logLevel}: {formatter(state, exception)}");
        }
    }
}
