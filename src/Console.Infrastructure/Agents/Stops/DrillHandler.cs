using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>
/// Rehearses a stop in shadow: the order, the freezing and the revoking are done by the code and on the rows of a real stop, it is looked whether
/// anything would still pass, and the whole is rolled back to its savepoint. Nobody outside the writer ever sees it; what stays is the measured time.
/// </summary>
public sealed class DrillHandler(ConsoleTransaction transaction, LedgerWriter ledger, Standstill standstill, StandingQuery standings, TimeProvider clock)
{
    private const string Reason = "A drill: nothing is stopped.";

    public async Task<DrillOutcome> HandleAsync(Drill command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.StopAgents)) return new DrillOutcome.RoleMissing(Permission.StopAgents);
        var started = clock.GetTimestamp();
        try
        {
            return await transaction.RunAsync(RehearseAsync, cancellation);
        }
        catch (CurtainException curtain)
        {
            var elapsed = clock.GetElapsedTime(started);
            return await transaction.RunAsync((db, _) => Task.FromResult(Record(db, curtain, elapsed)), cancellation);
        }

        // Throws on purpose: that is what takes everything back.
        async Task<DrillOutcome> RehearseAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.ExistsAsync(command.Target, inner)) return new DrillOutcome.Unknown();
            if (await db.StopOrders.InForce().For(command.Target).AnyAsync(inner)) return new DrillOutcome.AlreadyStopped();
            var now = clock.Instant();
            db.StopOrders.Add(new StopOrder
            {
                Id = Guid.CreateVersion7(now),
                Scope = command.Target.Scope,
                Name = command.Target.Name,
                Reason = Reason,
                OrderedBy = command.Caller.Actor,
                OrderedAt = now,
            });
            var report = await standstill.FreezeAsync(db, command.Caller, command.Target, now, inner);
            throw new CurtainException(report, await WhatPassesAsync(db, command.Target, report, now, inner));
        }

        DrillOutcome Record(ConsoleDbContext db, CurtainException curtain, TimeSpan elapsed)
        {
            var now = clock.Instant();
            var drill = new StopDrill
            {
                Id = Guid.CreateVersion7(now),
                Scope = command.Target.Scope,
                Name = command.Target.Name,
                DrilledBy = command.Caller.Actor,
                At = now,
                ElapsedMs = (int)Math.Min(int.MaxValue, Math.Ceiling(elapsed.TotalMilliseconds)),
                Frozen = curtain.Report.Frozen,
                Revoked = curtain.Report.Revoked,
                Running = curtain.Report.Running,
                Fault = curtain.Fault,
            };
            db.StopDrills.Add(drill);
            ledger.Append(db, command.Caller, new StopDrilled(command.Target, drill));
            return new DrillOutcome.Drilled(drill);
        }
    }

    private async Task<string?> WhatPassesAsync(ConsoleDbContext db, StopTarget target, StopReport report, DateTimeOffset now, CancellationToken cancellation)
    {
        var (_, clearance) = await standings.AskStopSwitchAsync(db, target.Scope == StopScope.Agent ? target.Name : "", target.Scope == StopScope.Tool ? target.Name : "", cancellation);
        if (clearance is not null) return "The stop order was not found by those who ask for it.";
        if (await target.UnusedIn(db, now).CountAsync(cancellation) is > 0 and var usable) return $"{usable} grants looked usable.";
        return report.Unreached > 0 ? $"{report.Unreached} were beyond the bound of one stop; they cannot be released, though they look as if." : null;
    }

    /// <summary>Ends the rehearsal and takes it back.</summary>
#pragma warning disable CA1032, CA1064, RCS1194 // It is thrown and caught within this file, and carries what it must.
    private sealed class CurtainException(StopReport report, string? fault) : Exception
    {
        public StopReport Report => report;

        public string? Fault => fault;
    }
#pragma warning restore CA1032, CA1064, RCS1194
}
