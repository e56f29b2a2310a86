namespace AgentConsole.Domain.Alerts;

/// <summary>What harm a rule looks for.</summary>
public enum AlertKind
{
    /// <summary>Many more refusals of one agent than it usually has.</summary>
    DenialSpike,
    /// <summary>A larger share of a tool's calls fails than usual.</summary>
    ToolErrors,
    /// <summary>One run proposes the very same call again and again.</summary>
    RunawayRetries,
    /// <summary>A run costs far more than runs of its workflow do.</summary>
    RunCost,
    /// <summary>Fewer runs succeed than before.</summary>
    OutcomeDrift,
    /// <summary>So much of a day's cap is used.</summary>
    CapNear,
    /// <summary>A proposal has waited for a person so long.</summary>
    QueueAge,
    /// <summary>It was released and used, and nobody says how it ended.</summary>
    NoResult,
    /// <summary>Messages were given up.</summary>
    FailedDeliveries,
}
