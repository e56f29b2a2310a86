using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>Somebody had a job run outside of its plan.</summary>
public sealed record JobRunOrdered(string Job) : LedgerRecord
{
    public override string Kind => "job_run_ordered";

    public override string Subject => "job:" + Job;

    public override IReadOnlyList<LedgerField> Fields => [];
}
