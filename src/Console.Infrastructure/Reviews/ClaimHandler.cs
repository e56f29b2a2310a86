using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Lets one reviewer hold a proposal while reading it; a claim lapses by itself and never blocks a decision.</summary>
public sealed class ClaimHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public Task<ClaimOutcome> ClaimAsync(Caller caller, ProposalId id, CancellationToken cancellation) => TakeAsync(caller, id, null, cancellation);

    /// <summary>The same, also where somebody else is reading it; that and why is written down. Whoever already holds it keeps holding it.</summary>
    public Task<ClaimOutcome> TakeOverAsync(Caller caller, ProposalId id, string reason, CancellationToken cancellation)
    {
        var given = reason.Replace("\0", "", StringComparison.Ordinal).Trim();
        return given.Length == 0
            ? Task.FromResult<ClaimOutcome>(new ClaimOutcome.ReasonMissing())
            : TakeAsync(caller, id, ShortText.Of(given, ReviewLimits.TakeOverReasonLengthMax), cancellation);
    }

    /// <summary>Lets go of it; releasing what one does not hold changes nothing.</summary>
    public Task<ClaimOutcome> ReleaseAsync(Caller caller, ProposalId id, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person) return Task.FromResult<ClaimOutcome>(new ClaimOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<ClaimOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var claim = await db.Claims.SingleOrDefaultAsync(c => c.ProposalId == id, inner);
            if (claim is null || claim.PersonId != person.Id || !claim.IsHeld(now)) return new ClaimOutcome.Held(now);
            claim.Until = now;
            claim.Version++;
            ledger.Append(db, person, new ProposalClaimed(id, "released"));
            return new ClaimOutcome.Held(now);
        }
    }

    private Task<ClaimOutcome> TakeAsync(Caller caller, ProposalId id, string? overBecause, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person || !person.May(Permission.DecideProposals))
            return Task.FromResult<ClaimOutcome>(new ClaimOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<ClaimOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, inner) is not { } proposal) return new ClaimOutcome.NotFound();
            var now = clock.Instant();
            if (!proposal.AsksFor((await DecidingRoles.OnAsync(db, person, proposal.Agent, now, inner)).Roles)) return new ClaimOutcome.RoleMissing();
            if (!proposal.IsPending) return new ClaimOutcome.NotPending();

            await NoteOpenedAsync(db, person.Id, proposal, now, inner);
            var until = now.AddSeconds(ReviewLimits.ClaimSeconds);
            var claim = await db.Claims.SingleOrDefaultAsync(c => c.ProposalId == id, inner);
            var from = claim is not null && claim.IsHeld(now) ? claim.PersonId : (PersonId?)null;
            var isOthers = from is not null && from != person.Id;
            if (isOthers && overBecause is null) return new ClaimOutcome.Taken(claim!.PersonName, claim.Until);

            if (claim is null)
            {
                claim = new Claim { ProposalId = id, PersonId = person.Id, PersonName = person.DisplayName, Until = until };
                db.Claims.Add(claim);
            }

            (claim.PersonId, claim.PersonName, claim.Until) = (person.Id, person.DisplayName, until);
            claim.Version++;
            // A renewal changes nothing that anybody else sees, so it makes no entry.
            if (isOthers) ledger.Append(db, person, new ProposalTakenOver(id, from!.Value, overBecause!));
            else if (from is null) ledger.Append(db, person, new ProposalClaimed(id, "claimed"));
            return new ClaimOutcome.Held(until);
        }
    }

    // Also where somebody else holds it: reading it is what counts.
    private static async Task NoteOpenedAsync(ConsoleDbContext db, PersonId person, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        var opening = await db.Openings.SingleOrDefaultAsync(row => row.PersonId == person && row.ProposalId == proposal.Id, cancellation);
        if (opening is null) db.Openings.Add(new Opening { PersonId = person, ProposalId = proposal.Id, Digest = proposal.Digest, At = now });
        else if (opening.Digest != proposal.Digest) (opening.Digest, opening.At) = (proposal.Digest, now);
    }
}
