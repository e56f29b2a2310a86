using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>
/// Stands in front of every tool: rate, calls under way, breaker, and the same call again and again. What it counts lies in the database and
/// is counted in the transaction of what it counts, so that all nodes agree.
/// </summary>
public sealed class GuardDesk(ContractCache contracts, LedgerWriter ledger)
{
    public const string Unavailable = "tool_unavailable";
    public const string Busy = "tool_busy";
    private const string UseLater = "The grant is not used up: use it again later, while it is good.";

    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, Task<ToolGuard?>> _guard = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string tool, string environment) => db.ToolGuards.SingleOrDefault(row => row.Tool == tool && row.Environment == environment));

    private readonly Func<ConsoleDbContext, string, string, string, string, Task<RepeatedCall?>> _repeated = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string agent, string environment, string tool, string digest) => db.RepeatedCalls
            .SingleOrDefault(row => row.Agent == agent && row.Environment == environment && row.Tool == tool && row.Digest == digest));

    /// <summary>How long a call has to wait that keeps ending badly; null where it is no storm.</summary>
    internal async Task<TimeSpan?> StormAsync(ConsoleDbContext db, Propose command, DateTimeOffset now, CancellationToken cancellation) =>
        await _repeated(db, command.Caller.Name, command.Caller.Environment, command.Tool, command.Digest).WaitAsync(cancellation) is { } call ? call.Ask(now) : null;

    /// <summary>The row of one tool in one environment, begun where there is none.</summary>
    internal async Task<ToolGuard> OfAsync(ConsoleDbContext db, string tool, string environment, CancellationToken cancellation)
    {
        if (await _guard(db, tool, environment).WaitAsync(cancellation) is { } kept) return kept;
        var begun = new ToolGuard { Tool = tool, Environment = environment };
        db.ToolGuards.Add(begun);
        return begun;
    }

    /// <summary>The refusal of a proposal to use a tool that fails, or that is used as much as it may be; null where it may be used.</summary>
    internal static async Task<PolicyAnswer?> AnswerAsync(ConsoleDbContext db, ToolGuard guard, ToolContract contract, DateTimeOffset now, CancellationToken cancellation)
    {
        if (guard.Breaker.WaitFor(contract.Limits.Breaker, now) is { } wait)
            return Refusal(Unavailable, WhyLeftAlone(guard), "Propose it again later; nobody was asked and nothing was spent.", SecondsOf(wait));
        if (contract.Limits.Concurrency is not { } allowed || await UnderWayAsync(db, contract, guard.Environment, now, cancellation) < allowed) return null;
        return Refusal(Busy, WhyBusy(guard, allowed), "Propose it again when one of them has ended.", GuardLimits.BusySeconds);
    }

    /// <summary>
    /// The same when a grant is to be used, which may be long after its proposal came in; null where it may be, and then the call is counted in.
    /// A grant that is not used yet keeps no other from being used.
    /// </summary>
    internal async Task<PolicyAnswer?> EnterAsync(ConsoleDbContext db, Grant grant, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        var limits = contracts.Find(proposal.Tool, proposal.ContractVersion)?.Contract.Limits ?? ToolBounds.Default;
        var guard = await OfAsync(db, proposal.Tool, proposal.Environment, cancellation);
        var wasCountedAtIntake = (proposal.Verdict == VerdictKind.Allow || proposal.PermitId is not null) && guard.Breaker.Awaits(grant.IssuedAt, now);
        if (!wasCountedAtIntake && guard.Breaker.WaitFor(limits.Breaker, now) is { } wait)
            return Refusal(Unavailable, WhyLeftAlone(guard), UseLater, SecondsOf(wait));
        if (limits.Concurrency is { } allowed && await BegunAsync(db, guard, limits.TimeoutSeconds, now, cancellation) >= allowed)
            return Refusal(Busy, WhyBusy(guard, allowed), UseLater, GuardLimits.BusySeconds);
        if (!wasCountedAtIntake) guard.Enter(limits, now);
        return null;
    }

    /// <summary>A proposal was taken in: one that is released at once tries out for the others whether the tool is well again.</summary>
    internal async Task CountIntakeAsync(ConsoleDbContext db, ToolGuard? guard, ToolContract? contract, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        if (proposal.Status == ProposalStatus.Denied) await CountBadEndAsync(db, proposal, now, cancellation);
        // What the console runs itself is counted when it begins.
        if (guard is null || contract is not { Executes: Executor.Agent } || proposal.Status != ProposalStatus.Released) return;
        guard.Enter(contract.Limits, now);
    }

    /// <summary>A released proposal ended.</summary>
    /// <param name="isFailure">Whether the tool did not do; null where its end tells nothing of the tool.</param>
    /// <param name="begunAt">When the call began, for all that is known.</param>
    internal async Task HearAsync(ConsoleDbContext db, Proposal proposal, bool? isFailure, string? code, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellation)
    {
        if (proposal.Status == ProposalStatus.Succeeded) await ForgetAsync(db, proposal, cancellation);
        else await CountBadEndAsync(db, proposal, now, cancellation);
        if (isFailure is not { } failed || contracts.Find(proposal.Tool, proposal.ContractVersion) is not { } loaded) return;

        var guard = await OfAsync(db, proposal.Tool, proposal.Environment, cancellation);
        var before = guard.StateAt(now);
        guard.Keep(guard.Breaker.Heard(loaded.Contract.Limits.Breaker, failed, begunAt, now));
        if (failed) (guard.LastFailureAt, guard.LastFailureCode) = (now, code ?? "failed");
        if (guard.StateAt(now) is var after && after != before)
            ledger.Append(db, new Caller.Server(), new BreakerMoved(proposal.Tool, proposal.Environment, after, failed ? guard.LastFailureCode : null));
    }

    /// <summary>How many calls of a tool are under way: released and still good, or begun and not yet past their time.</summary>
    internal static Task<int> UnderWayAsync(ConsoleDbContext db, ToolContract contract, string environment, DateTimeOffset now, CancellationToken cancellation)
    {
        var (tool, since) = (contract.Name, now.AddSeconds(-contract.Limits.TimeoutSeconds));
        return db.Grants.Where(grant => grant.Tool == tool && grant.Environment == environment && grant.ExpiresAt > since && grant.RevokedAt == null
                && ((grant.RedeemedAt == null && grant.ExpiresAt > now) || grant.RedeemedAt > since))
            .CountAsync(grant => db.Proposals.Any(p => p.Id == grant.ProposalId && (p.Status == ProposalStatus.Released || p.Status == ProposalStatus.Running)), cancellation);
    }

    private static Task<int> BegunAsync(ConsoleDbContext db, ToolGuard guard, int timeoutSeconds, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now.AddSeconds(-timeoutSeconds);
        return db.Grants.Where(grant => grant.Tool == guard.Tool && grant.Environment == guard.Environment && grant.ExpiresAt > since && grant.RedeemedAt > since)
            .CountAsync(grant => db.Proposals.Any(p => p.Id == grant.ProposalId && p.Status == ProposalStatus.Running), cancellation);
    }

    /// <summary>The same of what the console runs itself.</summary>
    internal static Task<int> RunningAsync(ConsoleDbContext db, string tool, string environment, DateTimeOffset now, CancellationToken cancellation) =>
        db.Executions.CountAsync(row => row.Tool == tool && row.Environment == environment && row.Status == ExecutionStatus.Running && row.LeasedUntil > now, cancellation);

    /// <summary>Forgets calls that nobody repeats any more; answers how many.</summary>
    internal static async Task<int> ForgetOldAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now.AddSeconds(-GuardLimits.StormKeptSeconds);
        var old = await db.RepeatedCalls.Where(row => row.LastAt < before).OrderBy(row => row.LastAt).Take(GuardLimits.StormForgetBatchMax).ToListAsync(cancellation);
        db.RepeatedCalls.RemoveRange(old);
        return old.Count;
    }

    private static string WhyLeftAlone(ToolGuard guard) => guard.IsHeld
        ? $"{guard.Tool} was switched off by a person for a while."
        : $"{guard.Tool} fails too often and is left alone for a while.";

    private static string WhyBusy(ToolGuard guard, int allowed) => $"{allowed} calls of {guard.Tool} are under way, which is all its contract allows at once.";

    private static PolicyAnswer Refusal(string code, string why, string suggestion, int seconds) =>
        PolicyAnswer.Deny(code, code, why, isRetryable: true, suggestion) with { RetryAfterSeconds = seconds };

    private async Task CountBadEndAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        // Whoever was told to come again may do so, and an empty purse has refused before anything was spent: both hear the same, however often.
        if (proposal is { Status: ProposalStatus.Denied, IsDenialRetryable: true } or { Status: ProposalStatus.Denied, DenialCode: SpendDesk.Exhausted }) return;
        var call = await _repeated(db, proposal.Agent, proposal.Environment, proposal.Tool, proposal.Digest).WaitAsync(cancellation);
        if (call is null) db.RepeatedCalls.Add(call = RepeatedCall.Begin(proposal.Agent, proposal.Environment, proposal.Tool, proposal.Digest, now));
        if (call.CountEnd(now)) ledger.Append(db, new Caller.Server(), new RetryStormDetected(call));
    }

    private async Task ForgetAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation)
    {
        if (await _repeated(db, proposal.Agent, proposal.Environment, proposal.Tool, proposal.Digest).WaitAsync(cancellation) is { } call) db.RepeatedCalls.Remove(call);
    }

    private static int SecondsOf(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
