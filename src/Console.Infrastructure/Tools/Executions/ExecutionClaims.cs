using System.Data.Common;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>
/// Begins what is due: one node takes it, the stop switch is asked once more, and that it began is written down, all in one transaction.
/// From its commit on the call may have arrived, whatever happens to the node.
/// </summary>
internal sealed partial class ExecutionClaims(ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, ContractCache contracts,
    StandingQuery standings, GuardDesk guards, ExecutionEnding ending, ToolSecrets secrets, SpendDesk spend, LedgerWriter ledger, TimeProvider clock,
    ILogger<ExecutionClaims> logger)
{
    private const string Stopped = "stopped";
    private const string Unbeginnable = "could_not_begin";

    /// <summary>Begins the one that is due the longest; null where nothing can begin now.</summary>
    public async Task<ClaimedExecution?> TakeAsync(CancellationToken cancellation)
    {
        for (var looks = 0; looks < ExecutionLimits.BatchMax; looks++)
        {
            // Most looks find nothing, and looking needs no place in the queue of writers.
            if (!await IsAnythingDueAsync(cancellation)) return null;
            ClaimedExecution? claimed = null;
            ProposalId? taken = null;
            try
            {
                if (!await transaction.RunAsync(TakeDueAsync, cancellation)) return null;
            }
            catch (Exception exception) when (taken is not null && IsOfTheRow(exception))
            {
                LogUnbeginnable(taken.Value, exception.GetType().Name);
                await transaction.RunAsync((db, inner) => PutAsideAsync(db, taken.Value, inner), cancellation);
            }

            if (claimed is not null) return claimed;

            async Task<bool> TakeDueAsync(ConsoleDbContext db, CancellationToken inner)
            {
                (claimed, taken) = (null, null);
                var now = clock.Instant();
                var due = await db.Executions.Where(row => row.Status == ExecutionStatus.Waiting && row.DueAt <= now)
                    .OrderBy(row => row.DueAt).ThenBy(row => row.OrderedAt).FirstOrDefaultAsync(inner);
                if (due is null) return false;
                taken = due.ProposalId;
                claimed = await BeginAsync(db, due, now, inner);
                return true;
            }
        }

        return null;
    }

    /// <summary>Whether it would break again next time: whoever lost a race, or has no database at the moment, is not to blame for it.</summary>
    private static bool IsOfTheRow(Exception? exception)
    {
        // What a database throws comes wrapped at times.
        for (; exception is not null; exception = exception.InnerException)
            if (exception is OperationCanceledException or BusyException or DbUpdateException or DbException) return false;
        return true;
    }

    /// <summary>What cannot even be begun ends: it stood first in the line, and everything else behind it.</summary>
    private async Task<bool> PutAsideAsync(ConsoleDbContext db, ProposalId id, CancellationToken cancellation)
    {
        var execution = await db.Executions.SingleAsync(row => row.ProposalId == id, cancellation);
        if (execution.Status != ExecutionStatus.Waiting) return false;
        var (proposal, now) = (await db.Proposals.SingleAsync(row => row.Id == id, cancellation), clock.Instant());
        if (proposal.Status is ProposalStatus.Released or ProposalStatus.Running) await FailAsync(db, execution, proposal, Unbeginnable, now, cancellation);
        else execution.End(ExecutionStatus.Cancelled, Unbeginnable, now);
        return true;
    }

    private async Task<bool> IsAnythingDueAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Executions.AnyAsync(row => row.Status == ExecutionStatus.Waiting && row.DueAt <= now, cancellation);
    }

    private async Task<ClaimedExecution?> BeginAsync(ConsoleDbContext db, Execution execution, DateTimeOffset now, CancellationToken cancellation)
    {
        var proposal = await db.Proposals.SingleAsync(row => row.Id == execution.ProposalId, cancellation);
        var grant = await db.Grants.SingleAsync(row => row.ProposalId == execution.ProposalId, cancellation);
        var isAgain = execution.AttemptCount > 0;
        if (proposal.Status != (isAgain ? ProposalStatus.Running : ProposalStatus.Released))
        {
            execution.End(ExecutionStatus.Cancelled, WireName.Of(proposal.Status), now);
            return null;
        }

        // INVARIANT: nothing begins under a stop that was committed before, on whatever node it was thrown.
        var (_, clearance) = await standings.AskStopSwitchAsync(db, execution.Agent, execution.Tool, cancellation);
        if (clearance is null)
            return await NotBegunAsync(db, execution, proposal, grant, Stopped, now, cancellation);
        if (!isAgain && !grant.IsUsable(now))
            return await NotBegunAsync(db, execution, proposal, grant, "expired_before_it_ran", now, cancellation);
        if (contracts.Find(execution.Tool, execution.ContractVersion)?.Contract is not { Execution: { } plan } contract)
            return await FailAsync(db, execution, proposal, "contract_unreadable", now, cancellation);
        // Sent again is what a moment ago got lost, not what was asked for days ago.
        if (isAgain && now - execution.StartedAt > ClaimedExecution.LeaseOf(contract) + TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds))
            return await FailAsync(db, execution, proposal, "too_late_to_send_again", now, cancellation);

        // INVARIANT: what leaves is what was approved, whatever became of the row since.
        var arguments = JsonElement.Parse(proposal.Arguments);
        if (!IsApproved(arguments, grant)) return await FailAsync(db, execution, proposal, "arguments_changed", now, cancellation);
        var secret = plan.Secret is { } name ? secrets.Find(name) : null;
        if (ExecutionMessage.Of(plan, arguments, secret, proposal.Id.ToString(), out var fault) is not { } message)
            return await FailAsync(db, execution, proposal, fault!, now, cancellation);
        if (await HeldUpAsync(db, execution, contract, now, cancellation)) return null;

        execution.Begin(now, now + ClaimedExecution.LeaseOf(contract));
        if (!isAgain)
        {
            // INVARIANT: it is released, and released takes this verb.
            if (!proposal.TryRedeem(clearance, now)) throw new InvalidOperationException($"{proposal.Id} refused to run.");
            grant.RedeemedAt = now;
            grant.Version++;
        }

        ledger.Append(db, new Caller.Server(), new ExecutionBegun(proposal.Id, execution.AttemptCount));
        return new(proposal, contract, message, ResultMask.For(contract, arguments, secret), execution.AttemptCount);
    }

    /// <summary>A tool that fails or is busy is left alone; it is tried again while the leave is good.</summary>
    private async Task<bool> HeldUpAsync(ConsoleDbContext db, Execution execution, ToolContract contract, DateTimeOffset now, CancellationToken cancellation)
    {
        var guard = await guards.OfAsync(db, contract.Name, execution.Environment, cancellation);
        if (guard.Breaker.WaitFor(contract.Limits.Breaker, now) is not null)
        {
            execution.Postpone(now.AddSeconds(ExecutionLimits.LookAgainSeconds), GuardDesk.Unavailable);
            return true;
        }

        if (contract.Limits.Concurrency is { } allowed && await GuardDesk.RunningAsync(db, contract.Name, execution.Environment, now, cancellation) >= allowed)
        {
            execution.Postpone(now.AddSeconds(ExecutionLimits.LookAgainSeconds), GuardDesk.Busy);
            return true;
        }

        guard.Enter(contract.Limits, now);
        return false;
    }

    private async Task<ClaimedExecution?> NotBegunAsync(
        ConsoleDbContext db, Execution execution, Proposal proposal, Grant grant, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        // One that was begun before may have happened; it is not begun again, and nobody can say.
        if (!proposal.TryTake(ProposalVerb.Revoke, now))
        {
            await ending.EndAsync(db, execution, proposal, ExecutionResult.Lost(code), null, now, cancellation);
            return null;
        }

        proposal.ReasonCode = code;
        grant.RevokedAt = now;
        grant.Version++;
        execution.End(ExecutionStatus.Cancelled, code, now);
        await spend.ReleaseAsync(db, proposal, now, cancellation);
        ledger.Append(db, new Caller.Server(), new ProposalRevoked(proposal.Id, grant.Id));
        await db.DeliverDecisionAsync(proposal, now, cancellation);
        return null;
    }

    private async Task<ClaimedExecution?> FailAsync(
        ConsoleDbContext db, Execution execution, Proposal proposal, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        // An attempt that was begun before may have arrived, whatever keeps this one from leaving.
        var result = execution.AttemptCount > 0 ? ExecutionResult.Lost(code) : ExecutionResult.NotSent(code);
        await ending.EndAsync(db, execution, proposal, result, null, now, cancellation);
        return null;
    }

    private static bool IsApproved(JsonElement arguments, Grant grant)
    {
        try
        {
            return Digest.Of(arguments) == grant.ArgumentsDigest;
        }
        catch (NotCanonicalException)
        {
            return false;
        }
    }

    // The exception's own words may hold what was to be sent.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Proposal} could not be begun ({Fault}); nothing was sent now.")]
    private partial void LogUnbeginnable(ProposalId proposal, string fault);
}
