namespace AgentConsole.Domain.Policies;

/// <summary>The bounds of the Policies room.</summary>
public static class PolicyLimits
{
    public const int SetNameLengthMax = 100;
    public const int RevisionLengthMax = 100;
    public const int RuleLengthMax = 200;
    public const int EvaluationReasonLengthMax = 500;
    public const int AskedLengthMax = 1_000;
    /// <summary>Characters of one set's text.</summary>
    public const int TextLengthMax = 512 * 1024;
    public const int TestsBytesMax = 1024 * 1024;
    public const int TestsMax = 1_000;
    public const int NoteLengthMax = 1_000;
    /// <summary>Sets that may exist; all published ones are asked for every proposal.</summary>
    public const int SetsMax = 200;
    /// <summary>Shadows that are asked beside the live sets.</summary>
    public const int ShadowsMax = 5;
    /// <summary>The most approvals that policy is asked about: what needs more is refused.</summary>
    public const int ApprovalsMax = 3;
    /// <summary>Proposals that one backtest looks at, the newest first.</summary>
    public const int BacktestMax = 20_000;
    public const int BacktestDaysMax = 90;
    /// <summary>Changed proposals that a backtest lists; all are counted.</summary>
    public const int BacktestListMax = 200;
    /// <summary>Rules and errors that one evaluation names.</summary>
    public const int NamedMax = 20;
}
