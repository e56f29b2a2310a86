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
}
