using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>
/// The risk table in force. A change elsewhere is heard of on the change feed, so another node may score by the table before for a
/// moment; which one it was stands on each proposal.
/// </summary>
public sealed partial class RiskTableCache(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<RiskTableCache> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ChangeSubscription? _subscription;
    private volatile RiskTable _current = RiskTable.Default;

    public RiskTable Current => _current;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the look: what is saved in between is heard.
        _subscription = feed.Subscribe(Topic.Risk, ReloadUntilDoneAsync);
        await ReloadAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription) await subscription.DisposeAsync();
    }

    /// <summary>Brings the cache to what the database says now.</summary>
    public async Task ReloadAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var newest = await db.RiskTables.AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);
            if (newest is null || newest.Number == _current.Version) return;
            // One that this build cannot read changes nothing: what it went by before is better than no points at all.
            if (newest.Read() is { } table) _current = table;
            else LogUnreadable(newest.Number, _current.Version);
        }
        finally
        {
            _reading.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        _reading.Dispose();
    }

    private Task ReloadUntilDoneAsync(CancellationToken ended) => ReloadLoop.RunAsync(ReloadAsync, LogFailed, clock, ended);

    [LoggerMessage(Level = LogLevel.Error, Message = "The risk table version {Version} cannot be read; version {Kept} goes on.")]
    private partial void LogUnreadable(int version, int kept);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the risk table; trying again.")]
    private partial void LogFailed(Exception exception);
}
