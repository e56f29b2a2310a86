using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>
/// Lets a permit stand for its granter's approval of a proposal that would wait for a person. Policy is asked again with that approval, inside the
/// commit; whatever speaks against it, the proposal simply waits.
/// </summary>
public sealed class PermitDesk(PolicyDesk policies, LedgerWriter ledger)
{
    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, string, DateTimeOffset, IAsyncEnumerable<Permit>> _inForce = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string agent, string environment, string tool, DateTimeOffset now) => db.Permits
            .Where(permit => permit.Agent == agent && permit.Environment == environment && permit.Tool == tool
                && permit.Until > now && permit.EndedAt == null && permit.Uses < permit.UsesMax)
            .OrderBy(permit => permit.Until).ThenBy(permit => permit.Id).Take(PermitLimits.InForceMax));

    /// <summary>Releases the proposal by a permit where one covers it; answers the approval that it stands for, otherwise null and nothing changed.</summary>
    internal async Task<Decision?> TryReleaseAsync(
        ConsoleDbContext db, Proposal proposal, ToolContract contract, Standing standing, PolicyOpinion opinion, Tallies history,
        DateTimeOffset now, CancellationToken cancellation)
    {
        // An engine elsewhere cannot be asked again in here, and was asked without the approval.
        if (!MayBeAlike(proposal, contract, opinion.Question) || policies.AsksOutside) return null;
        using var arguments = JsonDocument.Parse(proposal.Arguments);
        var inForce = new List<Permit>();
        await foreach (var permit in _inForce(db, proposal.Agent, proposal.Environment, proposal.Tool, now).WithCancellation(cancellation)) inForce.Add(permit);
        foreach (var permit in inForce.Where(permit => Covers(permit, proposal, arguments.RootElement, opinion.Question.Origins)))
            if (await UseAsync(db, permit, proposal, standing, opinion, now, cancellation) is { } approval)
            {
                history.CountRelease(opinion.Question);
                return approval;
            }

        return null;
    }

    private static bool MayBeAlike(Proposal proposal, ToolContract contract, PolicyQuestion question) =>
        proposal is { IsPending: true, RiskScore: < PermitLimits.RiskMin, Planted: null, SnapshotFault: null, Clauses: [{ Count: 1 }] }
        && contract.SideEffect != SideEffect.Irreversible
        && (contract.Preview is null || proposal.Snapshot is not null)
        && !question.Facts.IsPartlyUnread && !question.Origins.IsCut;

    private static bool Covers(Permit permit, Proposal proposal, JsonElement arguments, Origins origins)
    {
        if (permit.ContractVersion != proposal.ContractVersion) return false;
        var pattern = PermitPattern.Read(permit.Pattern);
        return pattern.Matches(arguments) && origins.Arguments.All(argument => IsTrusted(argument.Origin, origins, pattern.Bounds(argument.Pointer)) || pattern.Fixes(argument.Pointer));
    }

    // Once others' words were read, what appears nowhere may have been made of them; and a run that tells nothing hides where anything came from.
    private static bool IsTrusted(Origin origin, Origins origins, bool isBounded) => origin is Origin.Constant or Origin.Request or Origin.TrustedResult
        || (origin == Origin.Nowhere && !origins.HasReadUntrusted && (isBounded || origins.HasRequest));

    private async Task<Decision?> UseAsync(
        ConsoleDbContext db, Permit permit, Proposal proposal, Standing standing, PolicyOpinion opinion, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await RolesNowAsync(db, permit, now, cancellation) is not { Count: > 0 } roles) return null;
        IReadOnlySet<Role>[] approvers = [roles];
        var again = await policies.JudgeAsync(db, opinion.Question with { Approvals = GivenApprovals.Of(approvers) }, [], cancellation);
        var verdict = Verdict.Fold(standing.Answer, again.Answers);
        var isHeld = again.Answers.Any(answer => answer is { Kind: VerdictKind.Review, Source: not null });
        if (verdict.IsDeny || isHeld || !proposal.Clauses.Concat(verdict.Clauses).All(clause => clause.IsMetBy(approvers))) return null;

        // INVARIANT: both were looked at within this transaction, and their versions are checked when it commits: never more uses than were allowed.
        if (!permit.TryUse(now) || !proposal.TryRelease(permit, standing.Cleared, now)) throw new InvalidOperationException($"{permit.Id} or {proposal.Id} refused to be used.");
        again.Record(db, proposal, EvaluationMoment.Release);
        ledger.Append(db, new Caller.Server(), new PermitUsed(permit.Id, proposal.Id, proposal.Digest, permit.UsesLeft, again.Asked));
        return new Decision
        {
            Id = DecisionId.New(now),
            ProposalId = proposal.Id,
            PersonId = permit.GrantedById,
            PersonName = permit.GrantedByName,
            Kind = DecisionKind.Approve,
            Note = permit.Id.ToString(),
            Digest = proposal.Digest,
            Round = proposal.Round,
            At = permit.GrantedAt,
            Roles = RoleNames.Column(roles),
            Method = permit.Method,
        };
    }

    // What the person held when granting, as far as it is still held; nothing where the agent is, or became, the person's own.
    private static async Task<IReadOnlySet<Role>?> RolesNowAsync(ConsoleDbContext db, Permit permit, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = permit.GrantedById.Value;
        if (!await db.Users.AnyAsync(person => person.Id == id && !person.IsDisabled, cancellation)) return null;
        if (await db.OwnAgentsOf(permit.GrantedById).ContainsAsync(permit.Agent, cancellation)) return null;
        var held = await db.PersonRoles.AsNoTracking().Where(row => row.PersonId == id).Select(row => row.Role).ToListAsync(cancellation);
        var deciding = await DecidingRoles.OnAsync(db, new(permit.GrantedById, permit.GrantedByName, held.ToHashSet()), permit.Agent, now, cancellation);
        return deciding.Roles.Where(role => permit.HeldRoles.Contains(role) && RolePermissions.Allows(role, Permission.DecideProposals)).ToHashSet();
    }
}
