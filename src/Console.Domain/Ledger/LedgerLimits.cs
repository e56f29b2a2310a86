namespace AgentConsole.Domain.Ledger;

/// <summary>The bounds of the Ledger room.</summary>
public static class LedgerLimits
{
    public const int KindLengthMax = 60;
    public const int ActorLengthMax = 200;
    public const int SubjectLengthMax = 250;
    public const int SaltBytes = 16;
    public const int PageMax = 500;
    public const int VerifyBatch = 2_000;
    /// <summary>How much of the store one run of the background check follows, and how far apart the runs are.</summary>
    public const int PatrolEntriesMax = 10_000;
    public const int PatrolSeconds = 60;
    /// <summary>Between two times that the signed head is written outside of the database.</summary>
    public const int ExportHeadSeconds = 300;
}
