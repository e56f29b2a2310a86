namespace AgentConsole.Domain.Proposals;

/// <summary>The bounds of the Proposals room.</summary>
public static class ProposalLimits
{
    public const int BodyBytesMax = 4 * 1024 * 1024;
    /// <summary>Containers inside one another. Most readers of JSON stop at 64, and an answer carries arguments a few levels down.</summary>
    public const int DepthMax = 48;
    /// <summary>The same for a whole body: what stands beside the arguments is kept and shown too.</summary>
    public const int BodyDepthMax = DepthMax + 8;
    public const int IdempotencyKeyLengthMax = 500;
    public const int ToolNameLengthMax = 200;
    /// <summary>Agents name runs after what they do: names of several hundred characters are real.</summary>
    public const int RunIdLengthMax = 500;
    public const int ToolCallIdLengthMax = 200;
    public const int RationaleLengthMax = 8_000;
    public const int ReferencesMax = 50;
    public const int ReferenceLengthMax = 500;
    public const int ClaimBytesMax = 64 * 1024;
    public const int UrlLengthMax = 2_000;
    public const int TraceParentLengthMax = 64;
    public const int DigestLength = 51;
    public const int LifetimeSecondsMin = 1;
    public const int LifetimeSecondsMax = 7 * 24 * 3600;
    public const int LifetimeSecondsDefault = 3600;
    public const int GrantLifetimeSeconds = 300;
    public const int GrantBytesMax = 8_000;
    public const int WaitSecondsMax = 60;
    public const int RetryAfterSeconds = 5;
    public const int SentenceLengthMax = 500;
    public const int PolicyReasonLengthMax = 1_000;
    public const int ApprovalClausesLengthMax = 500;
    public const int SuggestionLengthMax = 500;
    public const int ResultBytesMax = 64 * 1024;
    public const int ErrorLengthMax = 2_000;
    /// <summary>The largest integer that an IEEE double holds exactly; beyond it two numbers share one canonical text.</summary>
    public const long SafeIntegerMax = (1L << 53) - 1;
    /// <summary>Between two looks for proposals that are overdue; whoever reads one before sees it expired all the same.</summary>
    public const int ExpireSeconds = 2;
}
