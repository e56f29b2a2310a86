using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>A console that runs already and knows the tools; all recorded agents speak with one key.</summary>
internal sealed class RemoteConsole(Uri address, string key, IReadOnlyList<string> tokens) : ReplayConsole
{
    private ConsoleClient? _agent;
    private ConsoleClient? _anybody;
    private IReadOnlyList<ConsoleClient>? _reviewers;

    public override ConsoleClient Anybody => _anybody ??= new(Http.Open(address), bearer: null);

    public override IReadOnlyList<ConsoleClient> Reviewers => _reviewers ??= [.. tokens.Select(token => new ConsoleClient(Http.Open(address), token))];

    public override ConsoleClient AgentOf(string recorded) => _agent ??= new(Http.Open(address), key);

    // Whoever owns that console verifies its ledger there.
    public override Task<LedgerVerdict?> VerifyLedgerAsync(CancellationToken cancellation) => Task.FromResult<LedgerVerdict?>(null);
}
