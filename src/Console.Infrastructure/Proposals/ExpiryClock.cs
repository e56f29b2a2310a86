using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Expires what nobody looks at, ends holds and reminds people of what waits, within a second of their time.</summary>
public sealed partial class ExpiryClock(
    IDbContextFactory<ConsoleDbContext> contexts, ExpireHandler expire, SettleHandler settle, NudgeHandler nudges, TimeProvider clock, ILogger<ExpiryClock> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(async () =>
            {
                if (await IsAnyOverdueAsync(stoppingToken)) await expire.HandleAsync(stoppingToken);
            }, stoppingToken);
            await TryAsync(() => settle.HandleAsync(stoppingToken), stoppingToken);
            await TryAsync(() => nudges.HandleAsync(stoppingToken), stoppingToken);
        }
    }

    // One that fails must not keep the others from their work.
    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // The database may be away for a while; the next tick finds what this one missed.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    // Asked without a write, so that an idle console does not commit every second.
    private async Task<bool> IsAnyOverdueAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Proposals.AnyAsync(p => p.Status == ProposalStatus.Pending && p.ExpiresAt <= now, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not expire, release or remind of what is due; trying again.")]
    private partial void LogFailed(Exception exception);
}
