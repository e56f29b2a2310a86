namespace AgentConsole.Domain.Risk;

/// <summary>How far an earlier call of a run came.</summary>
public enum CallEnd
{
    /// <summary>It waits, runs, or went well, as far as anybody knows.</summary>
    Fine,
    /// <summary>The tool reported a failure.</summary>
    Failed,
    /// <summary>A policy or a person said no.</summary>
    Refused,
}
