using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Counts what a model call really cost, all of it; one that was settled so before is answered alike. It may come late, and while stopped: the money is spent.</summary>
public sealed class SettleSpendHandler(ConsoleTransaction transaction, PriceCache prices, SpendDesk desk, PurseQuery purses, ChangeFeed feed, TimeProvider clock)
{
    public async Task<SettleSpendOutcome> HandleAsync(SettleSpend command, CancellationToken cancellation)
    {
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        // No entry tells of it: it decides nothing, and there are many. Pages of this node hear of it here.
        feed.Publish([Topic.Budgets]);
        return outcome;

        async Task<SettleSpendOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var (agent, environment, now) = (command.Caller.Name, command.Caller.Environment, clock.Instant());
            var held = await db.SpendReservations.SingleOrDefaultAsync(row => row.Id == command.Id && row.Agent == agent && row.Environment == environment
                && row.RunName == command.Run && row.ProposalId == null, inner);
            if (held is null) return new SettleSpendOutcome.NotFound();
            if (held.Status == ReservationStatus.Settled)
                return held.SettledDigest == command.Digest
                    ? new SettleSpendOutcome.Settled(held, (await purses.OfAsync(db, held, held.Day, now, inner)).Left())
                    : new SettleSpendOutcome.AlreadySettled(held.SettledNanos!.Value);

            var model = command.Model ?? held.Model;
            // At the prices of the moment at which it was taken aside: that is when the call was made.
            var cost = command.CostNanos ?? (model is null ? null
                : prices.Current.CostNanos(model, held.CreatedAt, command.InputTokens, command.CachedTokens, command.OutputTokens));
            if (cost is not { } nanos) return new SettleSpendOutcome.PriceUnknown(model ?? "");
            if (nanos > SpendLimits.AmountNanosMax) return new SettleSpendOutcome.TooMuch(nanos);
            return new SettleSpendOutcome.Settled(held, (await desk.SettleAsync(db, held, nanos, command.Digest, now, inner)).Left());
        }
    }
}
