using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Verifies the next stretch of the store, and after the last one begins again with the first.</summary>
[DisallowConcurrentExecution]
internal sealed partial class VerifyLedgerJob(LedgerVerifier verifier, LedgerPatrol patrol, ILogger<VerifyLedgerJob> logger) : IJob
{
    public static readonly JobKey Key = new("verify", "ledger");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var from = patrol.Position;
        var stretch = await verifier.FollowAsync(from, LedgerLimits.PatrolEntriesMax, cancellation);
        patrol.Note(stretch);
        var done = (int)(stretch.End.Seq - from.Seq);
        if (stretch.Broken is not { } broken)
            return new(done, $"{done} entries follow each other" + (stretch.IsAtTheHead ? ", up to the head." : $", up to entry {stretch.End.Seq}."));

        LogBroken(broken.Seq, broken.Why);
        return new(done, $"Broken at entry {broken.Seq}: {broken.Why}.");
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ledger is broken at entry {Seq}: {Why}. Keep the database as it is, and compare with the last export.")]
    private partial void LogBroken(long seq, string why);
}
