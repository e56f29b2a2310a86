using System.Collections.Frozen;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Which jobs are paused, as the database says it: read at start, and again when anybody pauses or resumes one, on whichever node.</summary>
public sealed partial class JobPauses(
    IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<JobPauses> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile FrozenDictionary<string, JobPause> _paused = FrozenDictionary<string, JobPause>.Empty;
    private ChangeSubscription? _subscription;

    public JobPause? Find(string job) => _paused.GetValueOrDefault(job);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(Topic.Jobs, ended => ReloadLoop.RunAsync(ReloadAsync, LogFailed, clock, ended));
        await ReloadAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription) await subscription.DisposeAsync();
    }

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        // One reader at a time: an older look must never overwrite a newer one.
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var rows = await db.JobPauses.AsNoTracking().ToListAsync(cancellation);
            _paused = rows.ToFrozenDictionary(row => row.Job, StringComparer.Ordinal);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read which jobs are paused; trying again.")]
    private partial void LogFailed(Exception exception);
}
