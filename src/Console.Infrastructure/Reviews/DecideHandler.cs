using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Records one reviewer's word on exactly what the reviewer read, and releases or closes the proposal when it is enough.</summary>
public sealed class DecideHandler(ConsoleTransaction transaction, ReleaseDesk releases, EditDesk edits,
    GrantDesk grants, ExpireHandler expiry, RefusedCalls refused, SpendDesk spend, BrakeQuery brakes, ReviewsOptions options, LedgerWriter ledger, TimeProvider clock)
{
    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, ProposalId, Task<Proposal?>> _find = EF.CompileAsyncQuery(
        (ConsoleDbContext db, ProposalId id) => db.Proposals.SingleOrDefault(p => p.Id == id));

    private readonly Func<ConsoleDbContext, PersonId, ProposalId, Task<Opening?>> _opened = EF.CompileAsyncQuery(
        (ConsoleDbContext db, PersonId person, ProposalId id) => db.Openings.AsNoTracking().SingleOrDefault(row => row.PersonId == person && row.ProposalId == id));

    private readonly Func<ConsoleDbContext, string, PersonId, Task<bool>> _isOwn = EF.CompileAsyncQuery(OwnAgents.IsOwn);

    public async Task<DecideOutcome> HandleAsync(Decide command, CancellationToken cancellation)
    {
        if (command.Caller is not Caller.Person person || !person.May(Permission.DecideProposals))
            return new DecideOutcome.Refused(DecideRefusal.RoleMissing, "Deciding needs a role that reviewers hold.");

        using var span = Signals.Decide(command);
        await grants.ReadyAsync(cancellation);
        var outcome = await transaction.RunAsync(() => releases.AskOutsideAsync(command, person, cancellation), CommitAsync, cancellation);
        if (outcome is DecideOutcome.Recorded recorded) Signals.Decided(span, command.Kind, recorded.Proposal.Status);
        Signals.Ended(span, outcome);
        return outcome;

        async Task<DecideOutcome> CommitAsync(ConsoleDbContext db, AskedOutside outside, CancellationToken inner)
        {
            var now = clock.Instant();
            var proposal = await _find(db, command.ProposalId);
            if (proposal is null) return new DecideOutcome.NotFound();
            if (proposal.IsOverdue(now)) await expiry.ExpireAsync(db, proposal, now, inner);
            // Also where one is asked alone: what was asked may have been more, and who said yes then still did.
            var decisions = await EarlierDecisions.OfAsync(db, proposal.Id, inner);
            var deciding = await DecidingRoles.OnAsync(db, person, proposal, decisions, now, inner);
            if (await RefusalAsync(db, proposal, deciding) is { } refusal) return refusal;

            if (Quorum.HasApproved(decisions, proposal, person.Id) && command.Kind == DecisionKind.Approve)
                return new DecideOutcome.AlreadyDecided(person.DisplayName, decisions.Last(d => d.PersonId == person.Id).At, proposal.Status);
            if (command.Kind == DecisionKind.Approve && await brakes.OfAsync(db, person, inner) is { } brake)
                return new DecideOutcome.Refused(DecideRefusal.Braked, $"That were {brake.Streak} yes in a row, most within {Brake.HastySeconds} s. The next one counts in a moment.");
            var opened = await _opened(db, person.Id, proposal.Id);
            if (proposal.Planted is { } flaw) return Reveal(db, proposal, NewDecision(proposal, deciding, opened, now), flaw, now);
            if (command.Kind == DecisionKind.Edit && edits.Apply(proposal, command.Arguments, now) is { Count: > 0 } faults)
                return new DecideOutcome.Malformed(faults);

            var decision = NewDecision(proposal, deciding, opened, now);
            var (stopped, judged) = await TakeAsync(db, proposal, [.. decisions, decision], outside, now, inner);
            if (stopped is not null) return stopped;

            db.Decisions.Add(decision);
            ledger.Append(db, person, new ProposalDecided(proposal.Id, decision, proposal.Status)
            {
                StillAsked = proposal.IsPending ? proposal.ApprovalClauses : null,
                PoliciesAsked = judged?.Opinion?.Asked,
            });
            if (!proposal.IsPending) await CloseAsync(db, proposal, [.. decisions, decision], judged, now, inner);
            return new DecideOutcome.Recorded(proposal, Quorum.Approvals([.. decisions, decision], proposal));
        }

        async Task<DecideOutcome?> RefusalAsync(ConsoleDbContext db, Proposal proposal, Caller.Person person)
        {
            if (!proposal.AsksFor(person.Roles))
                return new DecideOutcome.Refused(DecideRefusal.RoleMissing, $"This proposal needs one of the roles: {proposal.ApprovalRoles}.");
            if (await _isOwn(db, proposal.Agent, person.Id))
                return new DecideOutcome.Refused(DecideRefusal.OwnProposal, "Who registered an agent or holds its key does not decide on what it proposes.");

            return proposal switch
            {
                { IsPending: true } when Differs(proposal) => new DecideOutcome.Changed(proposal.Version, proposal.Digest),
                { IsPending: true } => null,
                { Status: ProposalStatus.Expired } => new DecideOutcome.Refused(DecideRefusal.Expired, "Nobody decided in time."),
                { DecidedByName: { } by, DecidedAt: { } at } => new DecideOutcome.AlreadyDecided(by, at, proposal.Status),
                _ => new DecideOutcome.Refused(DecideRefusal.NotPending, $"The proposal is {WireName.Of(proposal.Status)}."),
            };
        }

        bool Differs(Proposal proposal) =>
            proposal.Digest != command.Digest || (command.VersionSeen is { } seen && seen != proposal.Version);

        Decision NewDecision(Proposal proposal, Caller.Person person, Opening? opened, DateTimeOffset now) => new()
        {
            Id = DecisionId.New(now),
            ProposalId = proposal.Id,
            PersonId = person.Id,
            PersonName = person.DisplayName,
            Kind = command.Kind,
            Reason = command.Reason,
            Note = command.Note,
            Digest = proposal.Digest,
            Round = proposal.Round,
            Roles = RoleNames.Column(person.Roles),
            At = now,
            Method = person.Method,
            SecondsOpen = opened is null ? null : (int)Math.Clamp((now - opened.At).TotalSeconds, 0, int.MaxValue),
            RiskScore = proposal.RiskScore,
            IsCaught = proposal.Planted is null ? null : command.Kind != DecisionKind.Approve,
        };

        async Task<(DecideOutcome? Stopped, ReleaseJudgement? Judged)> TakeAsync(
            ConsoleDbContext db, Proposal proposal, IReadOnlyList<Decision> decisions, AskedOutside outside, DateTimeOffset now, CancellationToken inner)
        {
            var verb = command.Kind switch
            {
                DecisionKind.Reject => ProposalVerb.Reject,
                DecisionKind.SendBack => ProposalVerb.SendBack,
                DecisionKind.Approve or DecisionKind.Edit => ProposalVerb.Release,
            };
            ReleaseJudgement? judged = null;
            if (verb == ProposalVerb.Release)
            {
                var approvers = Quorum.Yes(decisions, proposal).Select(approval => approval.HeldRoles).ToList();
                judged = await releases.JudgeAsync(db, proposal, approvers, outside, inner);
                if (judged.Verdict.IsDeny) return (NotReleasable(db, proposal, judged, judged.Verdict.Determining.Reason), null);
                if (judged.LostSightOf(proposal.Snapshot) is { } fault)
                    return (NotReleasable(db, proposal, judged, $"The target could be read before, and now it cannot ({fault})."), null);
                if (judged.MovedFrom(proposal.Snapshot) is { } moved) return (Moved(db, proposal, moved, now), judged);

                // What was asked for stays asked for, and what is asked for now comes to it.
                var isMet = EditDesk.ClausesOf(proposal).All(clause => clause.IsMetBy(approvers));
                var further = judged.Verdict.Clauses.Where(clause => !clause.IsMetBy(approvers)).ToList();
                if (isMet && further.Count == 0 && judged.IsHeldByPolicy)
                    return (NotReleasable(db, proposal, judged, $"The rule {judged.Verdict.Determining.Rule} does not accept these approvals."), null);
                judged.Opinion?.Record(db, proposal, EvaluationMoment.Release);
                if (!isMet) return (null, judged);
                if (further.Count > 0)
                {
                    proposal.Ask(ApprovalClause.Reduce([.. proposal.Clauses, .. further]));
                    return (null, judged);
                }

                if (!options.UndoWindow.Fits(proposal.RiskScore, now, proposal.ExpiresAt))
                    return (NotReleasable(db, proposal, judged, "It expires too soon: an approval of this risk can be undone for a while before it releases anything."), null);
                if (options.UndoWindow.EndOf(proposal.RiskScore, now) is { } end)
                {
                    // INVARIANT: as below, and what is held is counted when it is released.
                    if (!proposal.TryHold(end, now)) throw new InvalidOperationException("A pending proposal refused to be held.");
                    return (null, judged);
                }

                if (judged is { Opinion: { } opinion, History: { } history }) history.CountApproval(opinion.Question);
            }
            else
            {
                await releases.CountRefusalAsync(db, proposal, inner);
            }

            // INVARIANT: it is pending, or RefusalAsync had answered; pending takes each of these verbs.
            if (!(judged is null ? proposal.TryTake(verb, now) : proposal.TryRelease(judged.Cleared, now))) throw new InvalidOperationException($"A pending proposal refused {verb}.");
            return (null, judged);
        }

        // Whatever the word was, it ends here: it was never a call of the agent, and nobody outside hears of it.
        DecideOutcome Reveal(ConsoleDbContext db, Proposal proposal, Decision decision, PlantedFlaw flaw, DateTimeOffset now)
        {
            // INVARIANT: it is pending, and pending takes this verb.
            if (!proposal.TryTake(ProposalVerb.Withdraw, now)) throw new InvalidOperationException($"{proposal.Id} refused to be withdrawn.");
            (proposal.DecidedAt, proposal.DecidedByName, proposal.DecidedById, proposal.ReasonCode) = (now, decision.PersonName, decision.PersonId, "planted");
            db.Decisions.Add(decision);
            ledger.Append(db, command.Caller, new ProposalDecided(proposal.Id, decision, proposal.Status));
            return new DecideOutcome.Recorded(proposal, 0, new(decision.IsCaught == true, flaw));
        }

        // The word that found out does not count, since it was given for what is no longer so; an edit keeps its arguments.
        DecideOutcome? Moved(ConsoleDbContext db, Proposal proposal, string moved, DateTimeOffset now)
        {
            proposal.MoveTarget(moved, now);
            ledger.Append(db, new Caller.Server(), new ProposalReturned(proposal.Id, ProposalReturned.TargetMoved));
            return command.Kind == DecisionKind.Edit ? null : new DecideOutcome.Changed(proposal.Version, proposal.Digest, IsTargetMoved: true);
        }

        // No entry, no change: an edit that may not be released leaves the proposal as it was; that policy was asked stays in its log.
        DecideOutcome NotReleasable(ConsoleDbContext db, Proposal proposal, ReleaseJudgement judged, string reason)
        {
            db.ChangeTracker.Clear();
            judged.Opinion?.Record(db, proposal, EvaluationMoment.Release);
            return new DecideOutcome.Refused(DecideRefusal.NotReleasable, reason);
        }

        async Task CloseAsync(ConsoleDbContext db, Proposal proposal, IReadOnlyList<Decision> decisions, ReleaseJudgement? judged, DateTimeOffset now, CancellationToken inner)
        {
            var decision = decisions[^1];
            proposal.DecidedAt = now;
            proposal.DecidedByName = decision.PersonName;
            proposal.DecidedById = decision.PersonId;
            proposal.ReasonCode = decision.Reason is { } reason ? WireName.Of(reason) : null;
            proposal.DecisionNote = decision.Note;
            if (proposal.Status == ProposalStatus.Holding) return;
            if (proposal.Status == ProposalStatus.Rejected) await refused.RememberAsync(db, proposal, now, inner);
            if (proposal.Status is ProposalStatus.Rejected or ProposalStatus.SentBack) await spend.ReleaseAsync(db, proposal, now, inner);
            if (proposal.Status == ProposalStatus.Released) grants.Issue(db, command.Caller, proposal, judged!.Cleared, decisions, judged.Deciding, now);
            await db.DeliverDecisionAsync(proposal, now, inner);
        }
    }
}
