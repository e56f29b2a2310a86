namespace AgentConsole.Domain.Telemetry;

/// <summary>The names of events of the kind <see cref="TraceKind.Run"/>.</summary>
public static class RunMoments
{
    /// <summary>Its word is what set the run off.</summary>
    public const string Started = "started";
    /// <summary>Its word is the outcome.</summary>
    public const string Ended = "ended";
}
