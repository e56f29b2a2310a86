using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools.Guards;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>What hangs on the end of a proposal, in the transaction that records it: tallies, money, what the run has read, and what stands in front of its tool.</summary>
public sealed class ResultDesk(ReadingDesk readings, TallyQuery tallies, SpendDesk spend, GuardDesk guards, LedgerWriter ledger)
{
    /// <summary>What the tool brought back, as marks; outside of any transaction.</summary>
    internal async ValueTask<MarkedReading?> MarkAsync(Caller.Agent agent, string? run, string tool, string? output, CancellationToken cancellation) =>
        run is null || output is not { Length: > 0 }
            ? null
            : (await readings.MarkAsync(agent, run, [new(ReadingKind.Tool, tool, output)], cancellation))[0];

    /// <summary>For a proposal that has taken the verb already.</summary>
    internal async Task KeepAsync(ConsoleDbContext db, Proposal proposal, ToldResult told, DateTimeOffset now, CancellationToken cancellation)
    {
        proposal.Result = told.Report;
        if (told.Verb == ProposalVerb.Fail && proposal.RunId is { } run)
            (await tallies.OfAsync(db, proposal.Agent, proposal.Environment, run, now, cancellation)).Run!.CountEnd(CallEnd.Failed);
        await spend.SettleAsync(db, proposal, told.Verb, told.Report, now, cancellation);
        if (told.Read is not null) await readings.KeepResultAsync(db, ProposerOf(proposal), proposal, told.Read, cancellation);
        await guards.HearAsync(db, proposal, told.IsToolFailure, told.Code, told.BegunAt, now, cancellation);
    }

    internal void Enter(ConsoleDbContext db, Caller caller, LedgerRecord record) => ledger.Append(db, caller, record);

    internal static Caller.Agent ProposerOf(Proposal proposal) => new(proposal.Agent, proposal.Environment, proposal.KeyId);
}
