namespace AgentConsole.Domain.Policies;

/// <summary>The bounds of everything between the console and an Open Policy Agent.</summary>
public static class OpaLimits
{
    public const int TimeoutMilliseconds = 250;
    public const int TimeoutMillisecondsMax = 10_000;
    public const int PathLengthMax = 200;
    public const int TokenLengthMax = 4_096;
    /// <summary>What an OPA presents to fetch bundles is a password of a machine.</summary>
    public const int BearerTokenLengthMin = 16;

    /// <summary>Calls that were not answered, in a row, before OPA is left alone.</summary>
    public const int BreakerFailuresMax = 5;
    public const int BreakerOpenSeconds = 10;

    /// <summary>Containers inside one another in an answer.</summary>
    public const int AnswerDepthMax = 64;
    public const int ObligationsMax = 20;
    /// <summary>Obligations of one answer that ask for approvals.</summary>
    public const int ApprovalObligationsMax = 5;
    public const int NoteLengthMax = 300;
    public const int DecisionIdLengthMax = 100;

    /// <summary>A decision log or a status as it is sent, compressed or not.</summary>
    public const int BodyBytesMax = 1024 * 1024;
    /// <summary>The same after it was expanded.</summary>
    public const int ExpandedBytesMax = 16 * 1024 * 1024;
    /// <summary>Containers inside one another in a decision log, which repeats inputs and results.</summary>
    public const int LogDepthMax = 256;
    public const int LogEntriesMax = 20_000;
    /// <summary>How many logged decisions are written in one go: everybody else's commit waits meanwhile.</summary>
    public const int LogChunk = 200;
    public const int LoggedDecisionLengthMax = 40;
    public const int LoggedErrorLengthMax = 500;
    public const int InstanceLengthMax = 100;
    /// <summary>How many OPAs are remembered by what they last said of themselves.</summary>
    public const int InstancesMax = 100;
}
