namespace AgentConsole.Domain.Incidents;

/// <summary>What an incident may be closed on.</summary>
public enum GroundKind
{
    /// <summary>A new eval case that would have caught it, by address or name.</summary>
    EvalCase,
    /// <summary>A version of a policy set that was saved since.</summary>
    PolicyVersion,
    /// <summary>Somebody answers by name for closing it without either, until a day.</summary>
    Waiver,
}
