using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>The console that a recording is played against, as those see it who talk to it.</summary>
internal abstract class ReplayConsole : IAsyncDisposable
{
    protected OutsideHttp Http { get; } = new();

    public TimeProvider Clock => Http.Clock;

    /// <summary>Whoever holds a grant; no key is needed.</summary>
    public abstract ConsoleClient Anybody { get; }

    /// <summary>Whoever decides, in turn until enough have; what cannot be undone takes two.</summary>
    public abstract IReadOnlyList<ConsoleClient> Reviewers { get; }

    public abstract ConsoleClient AgentOf(string recorded);

    /// <summary>Null where the ledger cannot be read from here.</summary>
    public abstract Task<LedgerVerdict?> VerifyLedgerAsync(CancellationToken cancellation);

    public virtual ValueTask DisposeAsync()
    {
        Http.Dispose();
        return ValueTask.CompletedTask;
    }
}
