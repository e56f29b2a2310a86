using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Infrastructure.Tools.Guards;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Takes in what an agent proposes and says at once whether it may go on, must wait, or may not.</summary>
public sealed class ProposeHandler(ConsoleTransaction transaction, ContractCache contracts, AgentCache agents, StandingQuery standings,
    IDbContextFactory<ConsoleDbContext> contexts, PreviewReader previews, OriginDesk origins, RiskDesk risks, PolicyDesk policies, TallyQuery tallies,
    RefusedCalls refused, ReviewOpening opening, GuardDesk guards, SpendDesk spend, GrantDesk grants, LedgerWriter ledger, TimeProvider clock)
{
    private readonly Func<ConsoleDbContext, string, string, string, Task<Proposal?>> _findReplay =
        EF.CompileAsyncQuery((ConsoleDbContext db, string agent, string environment, string key) => db.Proposals.AsNoTracking()
            .SingleOrDefault(p => p.Agent == agent && p.Environment == environment && p.IdempotencyKey == key));

    public async Task<ProposeOutcome> HandleAsync(Propose command, CancellationToken cancellation)
    {
        using var span = Signals.Propose(command);
        await grants.ReadyAsync(cancellation);
        var outcome = await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);
        if (outcome is ProposeOutcome.Recorded recorded) Signals.Proposed(span, recorded.Proposal, recorded.IsReplay);
        Signals.Ended(span, outcome);
        return outcome;

        async Task<Prepared> PrepareAsync()
        {
            var contract = contracts.Find(command.Tool);
            var faults = contract is null ? [] : SchemaCheck.Of(contract, command.Arguments);
            if (faults.Count > 0) return Prepared.Unknown with { Contract = contract, Faults = faults };

            var trace = await origins.TraceAsync(command.Caller, command.RunId, contract?.Contract, command.Arguments, cancellation);
            if (contract is null) return Prepared.Unknown with { Trace = trace };

            var question = Questions.Of(command, contract, agents.Find(command.Caller.Name), clock.Instant()) with { Origins = trace.Origins! };
            return new Prepared(contract, faults, trace, question, await AskOutsideAsync(question), await PreviewAsync(contract));
        }

        // What an engine elsewhere hears may be a moment old; what counts is told again inside the commit.
        async Task<IReadOnlyList<EngineRuling>> AskOutsideAsync(PolicyQuestion question)
        {
            if (!policies.AsksOutside) return [];
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var before = await tallies.OfAsync(db, command.Caller.Name, command.Caller.Environment, command.RunId, question.At, cancellation);
            return await policies.AskOutsideAsync(risks.Tell(question, before, agents.Find(command.Caller.Name)), cancellation);
        }

        // Nobody looks at the target of what will be refused anyway.
        async Task<PreviewOutcome> PreviewAsync(LoadedContract contract) =>
            agents.Find(command.Caller.Name)?.EntryOf(command.Tool, command.Caller.Environment) is null
                ? new PreviewOutcome.None()
                : await previews.ReadAsync(contract.Contract, command.Arguments, cancellation);

        async Task<ProposeOutcome> CommitAsync(ConsoleDbContext db, Prepared asked, CancellationToken inner)
        {
            if (await _findReplay(db, command.Caller.Name, command.Caller.Environment, command.IdempotencyKey) is { } earlier)
                return await ReplayAsync(db, earlier, inner);

            var now = clock.Instant();
            if (await guards.StormAsync(db, command, now, inner) is { } calm) return new ProposeOutcome.RetryStorm(calm);
            var looked = await standings.LookAsync(
                db, command.Caller.Name, command.Tool, asked.Contract?.Contract, command.Caller.Environment, command.Arguments, inner);
            var (standing, agent, clearance) = looked;
            if (standing.Code == AgentStanding.WrongEnvironment) return new ProposeOutcome.WrongEnvironment(standing.Reason);
            if (standing.Kind != VerdictKind.Deny && asked.Faults.Count > 0) return new ProposeOutcome.Malformed(asked.Faults);

            if (standing.Kind != VerdictKind.Deny && await refused.AnswerAsync(db, command, now, inner) is { } again) standing = again;
            var guard = standing.Kind == VerdictKind.Deny ? null : await guards.OfAsync(db, command.Tool, command.Caller.Environment, inner);
            if (guard is not null && await GuardDesk.AnswerAsync(db, guard, asked.Contract!.Contract, now, inner) is { } closed) standing = closed;
            var before = await tallies.OfAsync(db, command.Caller.Name, command.Caller.Environment, command.RunId, now, inner);
            var question = asked.Question is null ? null : risks.Tell(before.Tell((agent is null ? asked.Question : asked.Question.By(agent)) with { At = now }), before, agent);
            var opinion = question is null || agent is null || standing.Kind == VerdictKind.Deny
                ? null
                : await policies.JudgeAsync(db, question, asked.Outside, inner);
            var verdict = Verdict.Fold(standing, opinion?.Answers ?? []).Upon(asked.Contract?.Contract.SideEffect);
            if (!verdict.IsDeny && asked.Contract!.Contract.Limits.PerMinute is { } allowed && guard?.Take(allowed, now) is { } wait)
            {
                db.ChangeTracker.Clear();
                return new ProposeOutcome.RateLimited(wait);
            }

            var proposed = before.Run?.Proposals;
            var priced = await spend.ReserveAsync(db, command, clearance, verdict, now, inner);
            var proposal = Submission.Of(command, asked.Contract?.Contract, priced, opinion?.Asked, question, asked.Trace, proposed, asked.Preview, now);
            db.Proposals.Add(proposal);
            asked.Trace.Enter(db, proposal, proposed ?? 0);
            opinion?.Record(db, proposal, EvaluationMoment.Intake);
            before.CountIntake(proposal);
            if (proposal.Status == ProposalStatus.Released) before.CountRelease(question!);
            ledger.Append(db, command.Caller, new ProposalSubmitted(proposal));
            if (before.IsThirdOfItsKind(proposal)) ledger.Append(db, new Caller.Server(), new LoopDetected(proposal));
            var approval = await opening.OpenAsync(db, proposal, new(command, asked.Contract?.Contract, looked with { Answer = standing }, opinion, before), now, inner);
            await guards.CountIntakeAsync(db, guard, asked.Contract?.Contract, proposal, now, inner);

            var grant = proposal.Status == ProposalStatus.Released ? grants.Issue(db, command.Caller, proposal, looked.Cleared, approval is null ? [] : [approval], null, now) : null;
            if (!proposal.IsPending) await db.DeliverDecisionAsync(proposal, now, inner);
            return new ProposeOutcome.Recorded(proposal, grant, IsReplay: false);
        }

        // The first answer again; what became of the proposal since is read at its address.
        async Task<ProposeOutcome> ReplayAsync(ConsoleDbContext db, Proposal earlier, CancellationToken inner)
        {
            if (earlier.SubmissionDigest != command.SubmissionDigest) return new ProposeOutcome.KeyReused(earlier.Id);
            var grant = earlier.Verdict == VerdictKind.Allow || earlier.PermitId is not null
                ? await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.ProposalId == earlier.Id, inner)
                : null;
            return new ProposeOutcome.Recorded(earlier.AsSubmitted(), grant, IsReplay: true);
        }
    }

    private sealed record Prepared(
        LoadedContract? Contract, IReadOnlyList<Fault> Faults, RunTrace Trace, PolicyQuestion? Question, IReadOnlyList<EngineRuling> Outside, PreviewOutcome Preview)
    {
        /// <summary>Nothing to ask about: the standing alone decides, and it denies what no contract describes.</summary>
        public static Prepared Unknown { get; } = new(null, [], RunTrace.None, null, [], new PreviewOutcome.None());
    }
}
