using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>Says how tools stand behind their breakers and limits.</summary>
public sealed class GuardQuery(IDbContextFactory<ConsoleDbContext> contexts, ContractCache contracts, TimeProvider clock)
{
    /// <summary>One row for each environment of the contract in use; null where no such tool is in use.</summary>
    public async Task<IReadOnlyList<GuardHealth>?> OfAsync(string tool, CancellationToken cancellation)
    {
        if (contracts.Find(tool)?.Contract is not { } contract) return null;
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.ToolGuards.AsNoTracking().Where(row => row.Tool == tool).ToListAsync(cancellation);
        var health = new List<GuardHealth>();
        foreach (var environment in contract.Environments.Order(StringComparer.Ordinal))
        {
            var guard = kept.Find(row => row.Environment == environment) ?? new ToolGuard { Tool = tool, Environment = environment };
            health.Add(await HealthAsync(db, guard, contract, now, cancellation));
        }

        return health;
    }

    /// <summary>The tools that are not let through everywhere, with the strictest state of each.</summary>
    public async Task<IReadOnlyDictionary<string, BreakerState>> NotClosedAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.ToolGuards.AsNoTracking().Where(row => row.OpenUntil != null).ToListAsync(cancellation);
        return rows.GroupBy(row => row.Tool).ToDictionary(
            tool => tool.Key, tool => tool.Any(row => row.StateAt(now) == BreakerState.Open) ? BreakerState.Open : BreakerState.HalfOpen);
    }

    private static async Task<GuardHealth> HealthAsync(ConsoleDbContext db, ToolGuard guard, ToolContract contract, DateTimeOffset now, CancellationToken cancellation)
    {
        var window = guard.Breaker.Window.Within(contract.Limits.Breaker.WindowSeconds, now);
        return new(guard.Environment, guard.StateAt(now), contract.Limits)
        {
            Since = guard.Since,
            NextProbeAt = guard.IsHeld ? null : guard.OpenUntil,
            IsHeld = guard.IsHeld,
            SetBy = guard.SetBy is { } actor ? await ActorNames.OfAsync(db, actor, cancellation) : null,
            SetReason = guard.SetReason,
            Ended = window.Calls,
            Failed = window.Failures,
            LastFailureAt = guard.LastFailureAt,
            LastFailureCode = guard.LastFailureCode,
            UsesLastMinute = guard.UsesAt(now),
            UnderWay = await GuardDesk.UnderWayAsync(db, contract, guard.Environment, now, cancellation),
        };
    }
}
