namespace AgentConsole.JsonSchema.Compilation;

/// <summary>How a keyword holds subschemas.</summary>
internal enum SubschemaShape
{
    None,
    One,
    List,
    Map,
}
