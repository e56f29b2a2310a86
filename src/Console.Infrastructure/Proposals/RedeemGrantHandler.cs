using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools.Guards;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Lets a grant be used once, for exactly the arguments it was issued for, while nothing is stopped and its tool is not left alone.</summary>
public sealed class RedeemGrantHandler(
    ConsoleTransaction transaction, GrantTokens tokens, StandingQuery standings, GuardDesk guards, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<RedeemGrantOutcome> HandleAsync(string token, string argumentsDigest, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } id) return new RedeemGrantOutcome.NotAGrant();
        using var span = Signals.Redeem(id);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        Signals.Ended(span, outcome);
        return outcome;

        async Task<RedeemGrantOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var grant = await db.Grants.SingleOrDefaultAsync(g => g.Id == id, inner);
            if (grant is null) return new RedeemGrantOutcome.NotAGrant();
            if (grant.RedeemedAt is { } used) return new RedeemGrantOutcome.Used(used);
            if (grant.RevokedAt is not null) return new RedeemGrantOutcome.Gone("grant_revoked", "The grant was revoked.");
            if (grant.ExpiresAt <= now) return new RedeemGrantOutcome.Gone("grant_expired", "The grant has expired.");
            var (stoppedBy, clearance) = await standings.AskStopSwitchAsync(db, grant.Agent, grant.Tool, inner);
            if (clearance is null)
                return new RedeemGrantOutcome.Gone("stopped", $"A stop switch is on for this {WireName.Of(stoppedBy!.Value)}.");
            if (grant.ArgumentsDigest != argumentsDigest) return new RedeemGrantOutcome.OtherArguments(grant.ArgumentsDigest);

            var proposal = await db.Proposals.SingleAsync(p => p.Id == grant.ProposalId, inner);
            if (proposal.Status == ProposalStatus.Released && await guards.EnterAsync(db, grant, proposal, now, inner) is { } later)
                return new RedeemGrantOutcome.TryLater(later.Code!, $"{later.Reason} {later.Suggestion}", later.RetryAfterSeconds!.Value);
            if (!proposal.TryRedeem(clearance, now))
                return new RedeemGrantOutcome.Gone("grant_revoked", $"The proposal is {WireName.Of(proposal.Status)}.");

            grant.RedeemedAt = now;
            grant.Version++;
            ledger.Append(db, new Caller.Agent(grant.Agent, grant.Environment, proposal.KeyId), new GrantRedeemed(proposal.Id, grant.Id));
            return new RedeemGrantOutcome.Redeemed(proposal, grant.Id);
        }
    }
}
