using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Reads one proposal with everything that a reviewer's page shows of it.</summary>
public sealed class ReviewQuery(
    ProposalQuery proposals, ContractCache contracts, LedgerRowQuery ledger, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private const string DecidedKind = "proposal_decided";
    private const string PlantedKind = "proposal_planted";

    /// <summary>Null where there is no such proposal, or the reader may read none.</summary>
    public async Task<ReviewSheet?> OfAsync(Caller.Person reader, ProposalId id, CancellationToken cancellation)
    {
        if (!reader.May(Permission.ReadProposals) || await proposals.OfAsync(id, cancellation) is not { } state) return null;
        var proposal = state.Proposal;
        var whole = await ledger.StoryOfAsync(id, cancellation);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var decisions = await EarlierDecisions.OfAsync(db, id, cancellation);
        var claim = await db.Claims.AsNoTracking().SingleOrDefaultAsync(c => c.ProposalId == id && c.Until > now, cancellation);
        var isBlind = Blindness.Holds(decisions, proposal, reader.Id);
        IReadOnlyList<LedgerRow> story = isBlind ? [.. whole.Where(row => row.Kind != DecidedKind)] : whole;
        // Until somebody decided it looks like any other.
        if (proposal is { Planted: not null, IsPending: true })
            story = [.. story.Select(row => row.Kind == PlantedKind ? row with { Kind = "proposal_submitted", Actor = "agent:" + proposal.Agent, ActorName = proposal.Agent, Fields = [] } : row)];
        return new(
            proposal,
            contracts.Find(proposal.Tool, proposal.ContractVersion)?.Contract,
            state.Grant,
            claim,
            claim?.PersonId == reader.Id,
            isBlind ? null : Quorum.Approvals(decisions, proposal),
            EditDesk.Needed(proposal),
            await WhyNotAsync(db, proposal, decisions, reader, now, cancellation),
            Quorum.HasApproved(decisions, proposal, reader.Id),
            story);
    }

    private static async Task<DecideRefusal?> WhyNotAsync(
        ConsoleDbContext db, Proposal proposal, IReadOnlyList<Decision> decisions, Caller.Person reader, DateTimeOffset now, CancellationToken cancellation)
    {
        var deciding = await DecidingRoles.OnAsync(db, reader, proposal, decisions, now, cancellation);
        if (!deciding.May(Permission.DecideProposals) || !proposal.AsksFor(deciding.Roles)) return DecideRefusal.RoleMissing;
        if (await db.OwnAgentsOf(reader.Id).ContainsAsync(proposal.Agent, cancellation)) return DecideRefusal.OwnProposal;
        return proposal.Status switch
        {
            ProposalStatus.Pending => null,
            ProposalStatus.Expired => DecideRefusal.Expired,
            _ => DecideRefusal.NotPending,
        };
    }
}
