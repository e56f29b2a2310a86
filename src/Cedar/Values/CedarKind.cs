namespace AgentConsole.Cedar.Values;

/// <summary>The kinds of value that Cedar knows.</summary>
public enum CedarKind
{
    Bool,
    Long,
    String,
    Entity,
    Set,
    Record,
    Decimal,
    IpAddress,
    DateTime,
    Duration,
}
