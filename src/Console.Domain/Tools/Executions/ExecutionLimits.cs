namespace AgentConsole.Domain.Tools.Executions;

/// <summary>The bounds of what the console runs itself.</summary>
public static class ExecutionLimits
{
    public const int HeadersMax = 20;
    public const int HeaderNameLengthMax = 100;
    public const int HeaderValueLengthMax = 1_000;
    public const int SecretNameLengthMax = 64;
    public const int SecretLengthMin = 8;
    public const int SecretLengthMax = 4_000;
    public const int SuccessStatusesMax = 20;
    public const int BodyBytesMax = 256 * 1024;
    /// <summary>What is kept of an answer, in UTF-16 units.</summary>
    public const int OutputLengthMax = 16 * 1024;
    /// <summary>How often one execution is begun at most: again only where the contract calls it idempotent.</summary>
    public const int AttemptsMax = 3;
    /// <summary>Sendings inside one attempt: where nothing had left, or the contract calls it idempotent.</summary>
    public const int SendingsMax = 3;
    public const int SendingsApartSeconds = 1;
    /// <summary>Beyond the time-outs of all its sendings, so long may writing down take.</summary>
    public const int LeaseMarginSeconds = 60;
    /// <summary>How soon one that could not begin is looked at again.</summary>
    public const int LookAgainSeconds = 2;
    public const int SendersMax = 8;
    public const int RunsMax = 4;
    public const int BatchMax = 100;
    public const int PollSeconds = 5;
    public const int JobSecondsMax = 600;
    public const int CodeLengthMax = 60;
    public const int NoteLengthMax = 1_000;
    public const int PageMax = 100;
}
