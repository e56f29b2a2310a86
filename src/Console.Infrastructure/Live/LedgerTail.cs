using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Live;

/// <summary>
/// Asks "what came after?" at once on a hint, otherwise every second, and publishes what it finds: the ledger is the feed,
/// so one reader gives live pages and agreement between nodes.
/// </summary>
public sealed partial class LedgerTail(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<LedgerTail> logger) : BackgroundService
{
    private readonly SemaphoreSlim _hinted = new(0, 1);
    private long _seen = -1;

    /// <summary>Something was committed here; look now.</summary>
    public void Hint()
    {
        try
        {
            _hinted.Release();
        }
        catch (SemaphoreFullException)
        {
            // One look is enough for both.
        }
    }

    /// <summary>Finds the end of the ledger before anybody can write behind it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _hinted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var second = Task.Delay(LiveLimits.PollInterval, clock, over.Token);
        await Task.WhenAny(_hinted.WaitAsync(over.Token), second);
        await over.CancelAsync();
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            if (_seen < 0)
            {
                _seen = await db.LedgerHeads.Select(head => head.Seq).SingleAsync(cancellation);
                return;
            }

            var news = await db.LedgerEntries.AsNoTracking().Where(entry => entry.Seq > _seen).OrderBy(entry => entry.Seq)
                .Take(LiveLimits.TailBatchMax).Select(entry => new { entry.Seq, entry.Kind, entry.Subject }).ToListAsync(cancellation);
            if (news.Count == 0) return;

            _seen = news[^1].Seq;
            feed.Publish([.. news.SelectMany(entry => LedgerTopics.Of(entry.Kind, entry.Subject)).Distinct()]);
            if (news.Count == LiveLimits.TailBatchMax) Hint();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The database may be away for a while; the next look finds what this one missed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the end of the ledger; trying again.")]
    private partial void LogFailed(Exception exception);
}
