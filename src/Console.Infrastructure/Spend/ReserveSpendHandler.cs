using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Takes money aside before a model call, or says which cap has no room for it. What is taken aside counts until it is settled or its time is over.</summary>
public sealed class ReserveSpendHandler(
    ConsoleTransaction transaction, PriceCache prices, StandingQuery standings, ReadingDesk runs, SpendDesk desk, PurseQuery purses, ChangeFeed feed, TimeProvider clock)
{
    // No order reaches a tool of this name: it is asked what stops the agent, not what stops a tool.
    private const string NoTool = "";

    public async Task<ReserveSpendOutcome> HandleAsync(ReserveSpend command, CancellationToken cancellation)
    {
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        // No entry tells of it: it decides nothing, and there are many. Pages of this node hear of it here.
        feed.Publish([Topic.Budgets]);
        return outcome;

        async Task<ReserveSpendOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var (agent, environment, now) = (command.Caller.Name, command.Caller.Environment, clock.Instant());
            var (stoppedBy, clearance) = await standings.AskStopSwitchAsync(db, agent, NoTool, inner);
            if (clearance is null) return new ReserveSpendOutcome.Stopped(stoppedBy!.Value);
            if (command.IdempotencyKey is { } key && await db.SpendReservations.AsNoTracking()
                    .SingleOrDefaultAsync(row => row.Agent == agent && row.Environment == environment && row.IdempotencyKey == key, inner) is { } earlier)
            {
                if (earlier.RequestDigest != command.Digest) return new ReserveSpendOutcome.KeyReused(earlier.Id);
                // INVARIANT: nobody is told that money is taken aside which is not.
                if (earlier.Status != ReservationStatus.Held || earlier.IsOverdue(now)) return new ReserveSpendOutcome.Over(earlier.Id);
                return new ReserveSpendOutcome.Reserved(earlier, (await purses.OfAsync(db, earlier, earlier.Day, now, inner)).Left(), IsRepeat: true);
            }

            if (await standings.FindAsync(db, agent, inner) is not { IsArchived: false }) return new ReserveSpendOutcome.AgentUnknown();
            if (CostOf(command, now) is not { } cost) return new ReserveSpendOutcome.PriceUnknown(command.Model ?? "");
            if (cost > SpendLimits.AmountNanosMax) return new ReserveSpendOutcome.TooMuch(cost);

            var run = await ReadingDesk.FindAsync(db, command.Caller, command.Run, inner);
            if (run is { IsEnded: true }) return new ReserveSpendOutcome.RunEnded();
            run ??= runs.Begin(db, command.Caller, command.Run);
            var reservation = new SpendReservation
            {
                Id = ReservationId.New(now),
                Agent = agent,
                Environment = environment,
                RunName = command.Run,
                Workflow = run.Workflow,
                Day = BudgetScope.DayOf(now),
                Model = command.Model,
                IdempotencyKey = command.IdempotencyKey,
                RequestDigest = command.Digest,
                ReservedNanos = cost,
                CreatedAt = now,
                ExpiresAt = now.AddSeconds(command.Seconds),
            };
            var (full, purse) = await desk.HoldAsync(db, clearance, NoTool, reservation, now, inner);
            return full is null ? new ReserveSpendOutcome.Reserved(reservation, purse.Left(), IsRepeat: false) : new ReserveSpendOutcome.Exhausted(full);
        }
    }

    private long? CostOf(ReserveSpend command, DateTimeOffset now) => command.AmountNanos
        ?? (command.Model is { } model ? prices.Current.CostNanos(model, now, command.InputTokens, null, command.OutputTokensMax) : null);
}
