using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>Allows calls like one that a reviewer read and may decide on: never what is irreversible, of high risk, or asks several people.</summary>
public sealed class GrantPermitHandler(ConsoleTransaction transaction, ContractCache contracts, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<PermitOutcome> HandleAsync(GrantPermit command, CancellationToken cancellation)
    {
        if (command.Caller is not Caller.Person person || !person.May(Permission.DecideProposals)) return new PermitOutcome.Refused(PermitRefusal.RoleMissing);
        if (FaultsOf(command).ToList() is { Count: > 0 } faults) return new PermitOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<PermitOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            if (await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.ProposalId, inner) is not { } proposal) return new PermitOutcome.NotFound();
            var deciding = await DecidingRoles.OnAsync(db, person, proposal.Agent, now, inner);
            var contract = contracts.Find(proposal.Tool, proposal.ContractVersion)?.Contract;
            if (await WhyNotAsync(db, deciding, proposal, contract, now, inner) is { } why) return new PermitOutcome.Refused(why);
            if (proposal.Digest != command.Digest) return new PermitOutcome.Changed(proposal.Version, proposal.Digest);

            using var arguments = JsonDocument.Parse(proposal.Arguments);
            var (pattern, wrong) = PermitPattern.Of(contract!, arguments.RootElement, command.Wishes);
            if (pattern is null) return new PermitOutcome.Malformed(wrong);

            var permit = new Permit
            {
                Id = PermitId.New(now),
                Agent = proposal.Agent,
                Environment = proposal.Environment,
                Tool = proposal.Tool,
                ContractVersion = proposal.ContractVersion,
                Pattern = pattern.Text(),
                GrantedById = person.Id,
                GrantedByName = person.DisplayName,
                Roles = RoleNames.Column(deciding.Roles),
                Method = person.Method,
                Reason = command.Reason.Trim(),
                ProposalId = proposal.Id,
                GrantedAt = now,
                Until = now.AddSeconds(command.Seconds),
                UsesMax = command.Uses,
            };
            db.Permits.Add(permit);
            ledger.Append(db, person, new PermitGranted(permit));
            return new PermitOutcome.Granted(permit);
        }
    }

    private static async Task<PermitRefusal?> WhyNotAsync(
        ConsoleDbContext db, Caller.Person person, Proposal proposal, ToolContract? contract, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!proposal.AsksFor(person.Roles)) return PermitRefusal.RoleMissing;
        if (await db.OwnAgentsOf(person.Id).ContainsAsync(proposal.Agent, cancellation)) return PermitRefusal.OwnProposal;
        // What is planted is never released, so nothing is like it; it is told as what it pretends to be.
        if (!proposal.IsPending || proposal.ExpiresAt <= now || contract is null || proposal.Planted is not null) return PermitRefusal.NotPending;
        if (contract.SideEffect == SideEffect.Irreversible) return PermitRefusal.Irreversible;
        if (proposal.RiskScore >= PermitLimits.RiskMin) return PermitRefusal.HighRisk;
        if (proposal.Clauses is not [{ Count: 1 }]) return PermitRefusal.SeveralPeople;
        return await db.Permits.InForce(now).CountAsync(
            permit => permit.Agent == proposal.Agent && permit.Environment == proposal.Environment && permit.Tool == proposal.Tool, cancellation) >= PermitLimits.InForceMax
            ? PermitRefusal.TooMany
            : null;
    }

    private static IEnumerable<Fault> FaultsOf(GrantPermit command)
    {
        if (command.Seconds is < PermitLimits.SecondsMin or > PermitLimits.SecondsMax)
            yield return new("/for_s", "out_of_bounds", $"From {PermitLimits.SecondsMin} to {PermitLimits.SecondsMax} seconds.");
        if (command.Uses is < 1 or > PermitLimits.UsesMax) yield return new("/uses", "out_of_bounds", $"From 1 to {PermitLimits.UsesMax} uses.");
        if (command.Reason.Trim().Length is 0 or > PermitLimits.ReasonLengthMax)
            yield return new("/reason", "required", $"Say why, in at most {PermitLimits.ReasonLengthMax} characters.");
    }
}
