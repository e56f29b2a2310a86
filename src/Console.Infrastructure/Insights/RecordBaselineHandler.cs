using AgentConsole.Domain.Access;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>Records a workflow's baseline in place of the one before. The ledger is told first: a figure that nobody answers for would be worth nothing.</summary>
public sealed class RecordBaselineHandler(ConsoleTransaction transaction, LedgerWriter ledger, Baselines baselines)
{
    public async Task<BaselineOutcome> HandleAsync(Caller caller, WorkflowBaseline baseline, CancellationToken cancellation)
    {
        if (!caller.May(Permission.WriteBaselines)) return new BaselineOutcome.Refused();
        var all = await baselines.AllAsync(cancellation);
        var before = all.GetValueOrDefault(baseline.Workflow);
        if (before is null && all.Count >= InsightsLimits.BaselinesMax) return new BaselineOutcome.TooMany();

        await transaction.RunAsync((db, _) =>
        {
            ledger.Append(db, caller, new BaselineRecorded(before, baseline));
            return Task.FromResult(true);
        }, cancellation);
        await baselines.KeepAsync(baseline, cancellation);
        return new BaselineOutcome.Recorded(baseline);
    }
}
