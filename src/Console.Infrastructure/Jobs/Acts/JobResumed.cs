using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>A paused job runs by its plan again.</summary>
public sealed record JobResumed(string Job) : LedgerRecord
{
    public override string Kind => "job_resumed";

    public override string Subject => "job:" + Job;

    public override IReadOnlyList<LedgerField> Fields => [];
}
