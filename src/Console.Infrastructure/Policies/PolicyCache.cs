using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>The policies that decide, compiled once; kept up to date by the change feed, and checked against the database by whoever decides.</summary>
public sealed partial class PolicyCache(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<PolicyCache> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ChangeSubscription? _subscription;
    private volatile LoadedPolicies _current = LoadedPolicies.None;

    public LoadedPolicies Current => _current;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the look: what is published in between is heard.
        _subscription = feed.Subscribe(Topic.Policies, ReloadUntilDoneAsync);
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
            if (await LoadedPolicies.RevisionAsync(db, cancellation) == _current.Revision) return;
            var loaded = await LoadedPolicies.ReadAsync(db, withShadows: true, cancellation);
            _current = loaded;
            if (loaded.IsBroken) LogBroken();
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A published policy set cannot be read; nothing is allowed.")]
    private partial void LogBroken();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the policy sets; trying again.")]
    private partial void LogFailed(Exception exception);
}
