using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Asks everything again at the moment of release, with the approvals that were really given.</summary>
public sealed class ReleaseDesk(IDbContextFactory<ConsoleDbContext> contexts, StandingQuery standings, PolicyDesk policies, TallyQuery tallies,
    RiskDesk risks, ContractCache contracts, AgentCache agents, PreviewReader previews, EditDesk edits, SpendDesk spend, TimeProvider clock)
{
    /// <summary>What is heard across the network before the transaction of a yes; nothing where nobody is to be asked.</summary>
    internal async Task<AskedOutside> AskOutsideAsync(Decide command, Caller.Person person, CancellationToken cancellation)
    {
        if (!MayAsk || command.Kind is not (DecisionKind.Approve or DecisionKind.Edit)) return AskedOutside.Nobody;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, command.ProposalId, ProposalStatus.Pending, cancellation) is not { } proposal) return AskedOutside.Nobody;

        using var own = JsonDocument.Parse(proposal.Arguments);
        var arguments = command is { Kind: DecisionKind.Edit, Arguments: { } edited } ? edited : own.RootElement;
        if (proposal.Digest != command.Digest || DigestOf(arguments) is not { } digest) return AskedOutside.Nobody;

        // INVARIANT: whatever is refused here is refused by the commit too; nobody outside hears of it.
        var decisions = await EarlierDecisions.OfAsync(db, proposal.Id, cancellation);
        var deciding = await DecidingRoles.OnAsync(db, person, proposal, decisions, clock.Instant(), cancellation);
        if (!proposal.AsksFor(deciding.Roles) || await db.OwnAgentsOf(person.Id).ContainsAsync(proposal.Agent, cancellation)) return AskedOutside.Nobody;
        if (command.Kind == DecisionKind.Edit && (contracts.Find(proposal.Tool, proposal.ContractVersion) is not { } contract
            || edits.FaultsOf(proposal, contract, arguments).Count > 0)) return AskedOutside.Nobody;

        // Approvals stand for a digest: an edit begins anew, unless it goes back to what was approved before.
        var before = Quorum.Yes(decisions, digest, proposal.Round).Where(d => d.PersonId != person.Id).Select(d => d.HeldRoles);
        return await AskAsync(db, proposal, arguments, digest, GivenApprovals.Of([.. before, deciding.Roles]), cancellation);
    }

    /// <summary>The same before the end of a hold.</summary>
    internal async Task<AskedOutside> AskOutsideAsync(ProposalId id, CancellationToken cancellation)
    {
        if (!MayAsk) return AskedOutside.Nobody;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, id, ProposalStatus.Holding, cancellation) is not { } proposal) return AskedOutside.Nobody;
        using var arguments = JsonDocument.Parse(proposal.Arguments);
        var decisions = await EarlierDecisions.OfAsync(db, proposal.Id, cancellation);
        return await AskAsync(db, proposal, arguments.RootElement, proposal.Digest,
            GivenApprovals.Of([.. Quorum.Yes(decisions, proposal).Select(d => d.HeldRoles)]), cancellation);
    }

    /// <summary>What standing and policies say now, of the arguments as they are and with the approvals of these people.</summary>
    internal async Task<ReleaseJudgement> JudgeAsync(
        ConsoleDbContext db, Proposal proposal, IReadOnlyList<IReadOnlySet<Role>> approvers, AskedOutside outside, CancellationToken cancellation)
    {
        using var json = JsonDocument.Parse(proposal.Arguments);
        var contract = contracts.Find(proposal.Tool, proposal.ContractVersion);
        var (standing, agent, clearance) = await standings.LookAsync(
            db, proposal.Agent, proposal.Tool, contract?.Contract, proposal.Environment, json.RootElement, cancellation);
        var approvals = GivenApprovals.Of(approvers);
        standing = Open(standing, proposal.EscalatedTo);
        // INVARIANT: where a contract cannot be read, the standing denies.
        if (standing.Kind == VerdictKind.Deny || contract is null || QuestionOf(proposal, json.RootElement.Clone(), approvals, agent) is not { } question)
            return new(Verdict.Fold(standing, []), null, null, outside.Target, clearance);

        if (outside.ArgumentsDigest != proposal.Digest && (policies.AsksOutside || contract.Contract.Preview is not null))
            throw new DbUpdateConcurrencyException("The proposal moved on while its target was read.");
        if (policies.AsksOutside && outside.Approvals != approvals.Count)
            throw new DbUpdateConcurrencyException("The proposal moved on while an engine was asked.");
        if (await spend.AskAgainAsync(db, proposal, clearance!, question.At, cancellation) is { } full) return new(Verdict.Fold(full, []), null, null, outside.Target, clearance);
        var history = await tallies.OfAsync(db, proposal.Agent, proposal.Environment, proposal.RunId, question.At, cancellation);
        var opinion = await policies.JudgeAsync(db, history.Tell(question), outside.Rulings, cancellation);
        var verdict = Verdict.Fold(standing, [.. opinion.Answers.Select(answer => Open(answer, proposal.EscalatedTo))]).Upon(contract.Contract.SideEffect);
        return new(verdict, opinion, history, outside.Target, clearance);
    }

    /// <summary>Remembers that people said no.</summary>
    internal async Task CountRefusalAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation) =>
        (await tallies.OfAsync(db, proposal.Agent, proposal.Environment, proposal.RunId, clock.Instant(), cancellation)).CountRefusal(proposal);

    // Who was asked besides counts where the console itself asked for a person; what a policy asks for stays as the policy says.
    private static PolicyAnswer Open(PolicyAnswer answer, Role? escalatedTo) =>
        escalatedTo is { } role && answer is { Kind: VerdictKind.Review, Source: null }
            ? answer with { Clauses = [.. answer.Clauses.Select(clause => clause.Or(role))] }
            : answer;

    private bool MayAsk => policies.AsksOutside || contracts.ArePreviewed;

    private async Task<AskedOutside> AskAsync(
        ConsoleDbContext db, Proposal proposal, JsonElement arguments, string digest, GivenApprovals approvals, CancellationToken cancellation)
    {
        if (QuestionOf(proposal, arguments, approvals, agents.Find(proposal.Agent)) is not { } asked) return AskedOutside.Nobody;
        var target = await previews.ReadAsync(asked.Contract, arguments, cancellation);
        if (!policies.AsksOutside) return new(digest, approvals.Count, [], target);

        using var was = JsonDocument.Parse(proposal.Arguments);
        var question = digest == proposal.Digest ? asked : risks.TellEdited(asked with { ArgumentsDigest = digest }, was.RootElement, agents.Find(proposal.Agent));
        var history = await tallies.OfAsync(db, proposal.Agent, proposal.Environment, proposal.RunId, question.At, cancellation);
        return new(digest, approvals.Count, await policies.AskOutsideAsync(history.Tell(question), cancellation), target);
    }

    private static async Task<Proposal?> FindAsync(ConsoleDbContext db, ProposalId id, ProposalStatus status, CancellationToken cancellation) =>
        await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Status == status, cancellation);

    private static string? DigestOf(JsonElement arguments)
    {
        try
        {
            return Digest.Of(arguments);
        }
        catch (NotCanonicalException)
        {
            return null;
        }
    }

    private PolicyQuestion? QuestionOf(Proposal proposal, JsonElement arguments, GivenApprovals approvals, LoadedAgent? agent) =>
        contracts.Find(proposal.Tool, proposal.ContractVersion) is { } contract
            ? Questions.Of(proposal, arguments, contract, agent, clock.Instant()) with { Approvals = approvals }
            : null;
}
