using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Testing.Policies;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

/// <summary>The engine in front of a real OPA with the recorded policies; skipped where <c>OPA_BIN</c> names none.</summary>
public sealed class LiveOpaTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opa-live-").FullName;
    private OpaBinary? _opa;

    public async ValueTask InitializeAsync()
    {
        OpaBinary.Require();
        var (decision, conflict) = (Path.Combine(_folder, "decision.rego"), Path.Combine(_folder, "conflict.rego"));
        await File.WriteAllTextAsync(decision, OpaAnswers.DecisionRego);
        await File.WriteAllTextAsync(conflict, OpaAnswers.ConflictRego);
        _opa = await OpaBinary.StartAsync(decision, conflict);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opa is not null) await _opa.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"amount":120.5}""", SideEffect.Write, "agentconsole/decision/result", VerdictKind.Review, "refund_over_50", null)]
    [InlineData("""{"amount":20}""", SideEffect.Write, "agentconsole/decision/result", VerdictKind.Allow, "small_refund", null)]
    [InlineData("""{"amount":20}""", SideEffect.Read, "agentconsole/decision/result", VerdictKind.Allow, "read_only", null)]
    [InlineData("""{"amount":20}""", SideEffect.Irreversible, "agentconsole/decision/result", VerdictKind.Deny, "default_deny", "policy_denied")]
    [InlineData("""{"amount":20}""", SideEffect.Write, "agentconsole/nothing/result", VerdictKind.Deny, "opa_undefined", "policy_undefined")]
    [InlineData("""{"amount":20}""", SideEffect.Write, "agentconsole/conflict/result", VerdictKind.Deny, "opa_error", "policy_error")]
    public async Task A_real_OPA_is_understood(string arguments, SideEffect effect, string path, VerdictKind kind, string rule, string? code)
    {
        // A machine under load may take its time; the recorded double holds the 250 ms.
        var options = new OpaOptions { Url = _opa!.Url, Path = path, TimeoutMs = 10_000 };
        using var http = new GuardedHttp(new DeliveriesOptions { EngineHosts = [options.Address.Authority] }, WayOut.Engines, System.Net.Dns.GetHostAddressesAsync, TimeProvider.System);
        var engine = new OpaEngine(options, http, TimeProvider.System, NullLogger<OpaEngine>.Instance);

        var ruling = await engine.AskAsync(OpaStage.Question(arguments, effect), default);

        Assert.Equal((kind, rule, code), (ruling.Answer.Kind, ruling.Answer.Rule, ruling.Answer.Code));
    }
}
