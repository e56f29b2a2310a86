namespace AgentConsole.Domain.Telemetry;

/// <summary>What sort of thing happened in a run.</summary>
public enum TraceKind
{
    /// <summary>A model was asked. Of spans, which lie around one another, this is the one kind whose tokens are counted.</summary>
    ModelCall,
    ToolCall,
    Retrieval,
    /// <summary>A piece of the agent's own work around others: a plan, a chain, a sub-agent.</summary>
    Step,
    /// <summary>Policy was asked.</summary>
    Policy,
    /// <summary>A person was asked, or spoke.</summary>
    Review,
    /// <summary>A proposal went on without a person: released, expired, withdrawn, revoked.</summary>
    Release,
    /// <summary>The run itself began or ended.</summary>
    Run,
}
