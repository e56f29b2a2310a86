using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>
/// Takes money aside before an act, in the transaction of the act, and gives it back or settles it in the transaction that ends it.
/// One writer commits at a time, so what a counter says here is what it says at the commit: no two acts share the same rest of a cap.
/// </summary>
public sealed class SpendDesk(PriceCache prices, PurseQuery purses, BudgetNotices notices)
{
    internal const string Exhausted = "budget_exhausted";

    private static readonly JsonDocumentOptions AsDeepAsTaken = new() { MaxDepth = ProposalLimits.BodyDepthMax };

    /// <summary>One more answer on a proposal that nothing has refused yet: where its tool has a price and a cap has no room for it, no.</summary>
    internal async Task<PricedVerdict> ReserveAsync(ConsoleDbContext db, Propose command, Clearance? clearance, Verdict verdict, DateTimeOffset now, CancellationToken cancellation)
    {
        if (clearance is null || verdict.IsDeny || prices.Current.CallNanos(command.Tool, now) is not { } cost) return new(verdict, null);
        var (agent, environment) = (command.Caller.Name, command.Caller.Environment);
        var held = new SpendReservation
        {
            Id = ReservationId.New(now),
            Agent = agent,
            Environment = environment,
            RunName = command.RunId,
            Workflow = await WorkflowAsync(db, agent, environment, command.RunId, cancellation),
            Day = BudgetScope.DayOf(now),
            ProposalId = ProposalId.New(now),
            ReservedNanos = cost,
            CreatedAt = now,
        };
        var (full, _) = await HoldAsync(db, clearance, command.Tool, held, now, cancellation);
        return full is null ? new(verdict, held) : new(Verdict.Fold(Refusal(full), []), null);
    }

    /// <summary>Takes a new reservation's money aside; the cap that has no room for it, where one has none. What people are to hear of is written down.</summary>
    /// <param name="tool">What it pays for; empty where no tool is used.</param>
    internal async Task<(FullCap? Full, Purse Purse)> HoldAsync(
        ConsoleDbContext db, Clearance clearance, string tool, SpendReservation reservation, DateTimeOffset now, CancellationToken cancellation)
    {
        clearance.Covers(reservation.Agent, tool);
        await ExpireAsync(db, now, cancellation);
        var purse = await purses.OfAsync(db, reservation, reservation.Day, now, cancellation);
        var full = purse.FullFor(reservation.ReservedNanos);
        if (full is null)
        {
            purse.Reserve(reservation.ReservedNanos, now);
            db.SpendReservations.Add(reservation);
        }

        await notices.TellAsync(db, purse, full, now, cancellation);
        return (full, purse);
    }

    /// <summary>
    /// Asked again at the moment of release: what was given back by a stop, or was taken aside on an earlier day, is taken aside anew.
    /// Null where there is room. It writes no entry: who is refused here may leave everything as it was.
    /// </summary>
    internal async Task<PolicyAnswer?> AskAgainAsync(ConsoleDbContext db, Proposal proposal, Clearance clearance, DateTimeOffset now, CancellationToken cancellation)
    {
        clearance.Covers(proposal.Agent, proposal.Tool);
        if (await FindAsync(db, proposal, cancellation) is not { } held) return null;
        var today = BudgetScope.DayOf(now);
        await ExpireAsync(db, now, cancellation);
        var before = held.HeldNanos > 0 ? await purses.OfAsync(db, held, held.Day, now, cancellation) : null;
        before?.Release(held.ReservedNanos, now);
        var purse = await purses.OfAsync(db, held, today, now, cancellation);
        if (purse.FullFor(held.ReservedNanos) is { } full)
        {
            // It keeps what it has: the caps it counts against may have been lowered, and then it does not fit there either.
            foreach (var line in before?.Lines ?? []) line.Use.Reserve(held.ReservedNanos, null, now);
            return Refusal(full);
        }

        purse.Reserve(held.ReservedNanos, now);
        held.HoldAgain(today);
        return null;
    }

    /// <summary>Gives back what was taken aside for a proposal that comes to nothing, or that a stop holds back.</summary>
    internal async Task ReleaseAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await FindAsync(db, proposal, cancellation) is { } held) await CloseAsync(db, held, ReservationStatus.Released, now, cancellation);
    }

    /// <summary>
    /// Counts what a proposal cost: what was reported in US dollars, or else what was taken aside; a call that succeeded costs no less than
    /// its tool's price, whatever is said of it. One whose end is unknown keeps what was taken aside for it.
    /// </summary>
    internal async Task SettleAsync(ConsoleDbContext db, Proposal proposal, ProposalVerb verb, string report, DateTimeOffset now, CancellationToken cancellation)
    {
        if (verb == ProposalVerb.LoseTrack || (CostIn(report) ?? proposal.EstimatedUsdNanos) is not { } cost) return;
        // INVARIANT: nothing that an agent says makes room under a cap.
        if (verb == ProposalVerb.Succeed) cost = Math.Max(cost, proposal.EstimatedUsdNanos ?? 0);
        var held = await FindAsync(db, proposal, cancellation);
        if (held is null)
        {
            if (cost == 0) return;
            db.SpendReservations.Add(held = new()
            {
                Id = ReservationId.New(now),
                Agent = proposal.Agent,
                Environment = proposal.Environment,
                RunName = proposal.RunId,
                Workflow = await WorkflowAsync(db, proposal.Agent, proposal.Environment, proposal.RunId, cancellation),
                Day = BudgetScope.DayOf(now),
                ProposalId = proposal.Id,
                ReservedNanos = 0,
                CreatedAt = now,
            });
        }

        await SettleAsync(db, held, cost, null, now, cancellation);
    }

    /// <summary>Counts what a reservation cost in place of it.</summary>
    internal async Task<Purse> SettleAsync(
        ConsoleDbContext db, SpendReservation held, long cost, string? digest, DateTimeOffset now, CancellationToken cancellation)
    {
        var reserved = held.HeldNanos;
        var purse = await purses.OfAsync(db, held, held.Day, now, cancellation);
        if (!held.TrySettle(cost, digest, now)) throw new InvalidOperationException($"{held.Id} is settled already.");
        purse.Settle(reserved, cost, now);
        if (held.IsOverrun) notices.NoteOverrun(db, held, reserved);
        await notices.TellAsync(db, purse, null, now, cancellation);
        return purse;
    }

    /// <summary>Gives back what is past its time; answers how many were.</summary>
    internal async Task<int> ExpireAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var overdue = await db.SpendReservations.Where(row => row.Status == ReservationStatus.Held && row.ExpiresAt <= now)
            .OrderBy(row => row.ExpiresAt).Take(SpendLimits.ExpireBatchMax).ToListAsync(cancellation);
        foreach (var held in overdue) await CloseAsync(db, held, ReservationStatus.Expired, now, cancellation);
        return overdue.Count;
    }

    private async Task CloseAsync(ConsoleDbContext db, SpendReservation held, ReservationStatus status, DateTimeOffset now, CancellationToken cancellation)
    {
        var nanos = held.HeldNanos;
        if (!held.TryClose(status, now)) return;
        (await purses.OfAsync(db, held, held.Day, now, cancellation)).Release(nanos, now);
    }

    // A proposal without an estimate has none: most have none, and those cost no look-up.
    private static async Task<SpendReservation?> FindAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation) =>
        proposal.EstimatedUsdNanos is null ? null : await db.SpendReservations.SingleOrDefaultAsync(row => row.ProposalId == proposal.Id, cancellation);

    private static async Task<string?> WorkflowAsync(ConsoleDbContext db, string agent, string environment, string? run, CancellationToken cancellation) =>
        run is null ? null : await db.Runs.Where(row => row.Agent == agent && row.Environment == environment && row.Name == run)
            .Select(row => row.Workflow).SingleOrDefaultAsync(cancellation);

    private static PolicyAnswer Refusal(FullCap full) => PolicyAnswer.Deny(Exhausted, Exhausted, full.Sentence(),
        suggestion: full.Scope.Period == CapPeriod.Run ? "Whoever answers for the agent can raise the cap of a run for a while." : "The day ends at midnight UTC; whoever answers for it can raise the cap for a while.");

    private static long? CostIn(string report)
    {
        using var json = JsonDocument.Parse(report, AsDeepAsTaken);
        return ReportedCost.NanosIn(json.RootElement);
    }
}
