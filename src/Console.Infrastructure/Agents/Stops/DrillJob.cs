using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Rehearses the switch that stops everything, once in so many hours for all nodes together.</summary>
[DisallowConcurrentExecution]
internal sealed class DrillJob(IDbContextFactory<ConsoleDbContext> contexts, DrillHandler drills, StopsOptions options, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("drill", "agents");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        if (options.DrillHours == 0) return new(0, "Drills are switched off.");
        if (!await IsDueAsync(cancellation)) return new(0, "The last drill is recent enough.");
        return ReportOf(await drills.HandleAsync(new(new Caller.Server(), StopTarget.Everything), cancellation));
    }

    internal static JobReport ReportOf(DrillOutcome outcome) => outcome switch
    {
        DrillOutcome.Drilled { Drill: { HasHeld: true } drill } => new(1, $"Everything would have stood still within {drill.ElapsedMs} ms."),
        DrillOutcome.Drilled { Drill: var drill } => new(1, $"The drill failed after {drill.ElapsedMs} ms: {drill.Fault ?? "too slow"}.") { HasFailed = true },
        _ => new(0, "Everything is stopped: no drill is needed."),
    };

    private async Task<bool> IsDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = clock.Instant().AddHours(-options.DrillHours);
        return !await db.StopDrills.AnyAsync(drill => drill.At > since && drill.Scope == StopScope.Everything, cancellation);
    }
}
