using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>
/// Every price in memory, so that whoever prices something needs no database. A change elsewhere is heard of on the change feed,
/// so another node may price by the book before for a moment; a <see cref="PriceChange"/> says what is to be priced anew.
/// </summary>
public sealed partial class PriceCache(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<PriceCache> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ChangeSubscription? _subscription;
    private volatile PriceBook _current = PriceBook.Empty;

    public PriceBook Current => _current;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the look: what is changed in between is heard.
        _subscription = feed.Subscribe(Topic.Prices, ReloadUntilDoneAsync);
        await ReloadAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription) await subscription.DisposeAsync();
    }

    /// <summary>Brings the cache to what the database says now.</summary>
    public async Task ReloadAsync(CancellationToken cancellation)
    {
        // One reader at a time: an older look must never overwrite a newer one.
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var prices = await db.Prices.AsNoTracking().OrderBy(price => price.Id).Take(SpendLimits.PricesMax).ToListAsync(cancellation);
            _current = PriceBook.Of(prices.Select(price => price.Terms));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the prices; trying again.")]
    private partial void LogFailed(Exception exception);
}
