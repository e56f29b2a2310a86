using System.Collections.Concurrent;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>
/// The current contract of every tool, read and compiled: loaded before serving, again at once after an acceptance here,
/// and on the change feed after one elsewhere.
/// </summary>
public sealed partial class ContractCache(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<ContractCache> logger) : IHostedService, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LoadedContract> _current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tool, int Version), LoadedContract> _pinned = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ChangeSubscription? _subscription;

    /// <summary>Every tool in use, by its current contract.</summary>
    public IReadOnlyCollection<LoadedContract> All => [.. _current.Values];

    /// <summary>Whether the target of any tool in use can be looked at.</summary>
    public bool ArePreviewed { get; private set; }

    public LoadedContract? Find(string tool) => _current.GetValueOrDefault(tool);

    /// <summary>A version that proposals may still be pinned to, current or not; read once, then kept.</summary>
    public LoadedContract? Find(string tool, int version)
    {
        if (_current.TryGetValue(tool, out var current) && current.Contract.Version == version) return current;
        if (_pinned.TryGetValue((tool, version), out var pinned)) return pinned;

        using var db = contexts.CreateDbContext();
        var row = db.ToolVersions.AsNoTracking().Where(stored => stored.Name == tool && stored.Version == version)
            .Select(stored => new { stored.Document, stored.ContractHash }).FirstOrDefault();
        if (row is null || LoadedContract.Of(row.Document, row.ContractHash) is not { } loaded) return null;
        // Older versions leave with the proposals that are pinned to them; starting over is cheaper than counting uses.
        if (_pinned.Count >= CacheLimits.PinnedContractsMax) _pinned.Clear();
        return _pinned[(tool, version)] = loaded;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the look: what is accepted in between is heard.
        _subscription = feed.Subscribe(Topic.Tools, ReloadUntilDoneAsync);
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
            var rows = await db.ToolVersions.AsNoTracking().Where(version => version.IsCurrent)
                .Select(version => new { version.Name, version.Version, version.ContractHash }).ToListAsync(cancellation);
            foreach (var gone in _current.Keys.Except(rows.Select(row => row.Name)).ToList()) _current.TryRemove(gone, out _);
            foreach (var row in rows.Where(row => Find(row.Name) is not { } held || held.Hash != row.ContractHash))
            {
                var document = await db.ToolVersions.AsNoTracking().Where(version => version.Name == row.Name && version.Version == row.Version)
                    .Select(version => version.Document).SingleAsync(cancellation);
                Keep(row.Name, row.Version, LoadedContract.Of(document, row.ContractHash));
            }

            // Once true it stays: proposals may be pinned to what was in use before.
            ArePreviewed |= _current.Values.Any(contract => contract.Contract.Preview is not null) || await db.ToolVersions.CountAsync(cancellation) > rows.Count;
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

    private void Keep(string tool, int version, LoadedContract? loaded)
    {
        if (loaded is not null)
        {
            _current[tool] = loaded;
            return;
        }

        // Closed when run: a contract that this build cannot read allows nothing.
        _current.TryRemove(tool, out _);
        LogUnreadable(tool, version);
    }

    private Task ReloadUntilDoneAsync(CancellationToken ended) => ReloadLoop.RunAsync(ReloadAsync, LogFailed, clock, ended);

    [LoggerMessage(Level = LogLevel.Error, Message = "The contract {Tool} version {Version} cannot be read; the tool is refused.")]
    private partial void LogUnreadable(string tool, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the tool contracts; trying again.")]
    private partial void LogFailed(Exception exception);
}
