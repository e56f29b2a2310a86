using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>A console that runs already and knows the tools; all recorded agents speak with one key.</summary>
internal sealed class RemoteConsole(Uri address, string key, string? token) : ReplayConsole
{
    private ConsoleClient? _agent;
    private ConsoleClient? _anybody;
    private ConsoleClient? _reviewer;

    public override ConsoleClient Anybody => _anybody ??= new(Http.Open(address), bearer: null);

    public override ConsoleClient? Reviewer => _reviewer ??= token is null ? null : new(Http.Open(address), token);

    public override ConsoleClient AgentOf(string recorded) => _agent ??= new(Http.Open(address), key);

    // Whoever owns that console verifies its ledger there.
    public override Task<LedgerVerdict?> VerifyLedgerAsync(CancellationToken cancellation) => Task.FromResult<LedgerVerdict?>(null);
}
