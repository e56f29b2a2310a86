using System.Collections.Concurrent;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>
/// Every agent with its manifest compiled: loaded before serving, again at once after a change here, and on the change feed
/// after one elsewhere. What counts is asked again inside the commit, by <see cref="StandingQuery"/>.
/// </summary>
public sealed partial class AgentCache(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<AgentCache> logger) : IHostedService, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LoadedAgent> _agents = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ChangeSubscription? _subscription;

    /// <summary>The agent, archived ones included.</summary>
    public LoadedAgent? Find(string agent) => _agents.GetValueOrDefault(agent);

    /// <summary>All of them as they stand at this moment.</summary>
    public IEnumerable<LoadedAgent> All => _agents.Values;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(Topic.Agents, ReloadUntilDoneAsync);
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
            var rows = await db.Agents.AsNoTracking().Select(agent => new { agent.Name, agent.Version }).ToListAsync(cancellation);
            foreach (var gone in _agents.Keys.Except(rows.Select(row => row.Name)).ToList()) _agents.TryRemove(gone, out _);
            foreach (var row in rows.Where(row => Find(row.Name) is not { } held || held.Version != row.Version))
                Keep(await db.Agents.AsNoTracking().SingleAsync(agent => agent.Name == row.Name, cancellation));
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

    private void Keep(Agent row)
    {
        if (LoadedAgent.Of(row) is { } loaded)
        {
            _agents[row.Name] = loaded;
            return;
        }

        // Closed when run: an agent that this build cannot read may do nothing.
        _agents.TryRemove(row.Name, out _);
        LogUnreadable(row.Name, row.Version);
    }

    private Task ReloadUntilDoneAsync(CancellationToken ended) => ReloadLoop.RunAsync(ReloadAsync, LogFailed, clock, ended);

    [LoggerMessage(Level = LogLevel.Error, Message = "The agent {Agent} version {Version} cannot be read; it may do nothing.")]
    private partial void LogUnreadable(string agent, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the agents; trying again.")]
    private partial void LogFailed(Exception exception);
}
