using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>Somebody had a job not run any more.</summary>
public sealed record JobPaused(string Job) : LedgerRecord
{
    public override string Kind => "job_paused";

    public override string Subject => "job:" + Job;

    public override IReadOnlyList<LedgerField> Fields => [];
}
