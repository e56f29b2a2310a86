namespace AgentConsole.Domain.Provenance;

/// <summary>What sort of value an argument is, since not every value tells as much as another.</summary>
public enum ArgumentSort
{
    /// <summary>Something that the schema lists, or nothing at all.</summary>
    Choice,
    Number,
    Date,
    /// <summary>One word without blanks: a name, an id, an address.</summary>
    Name,
    /// <summary>Text in words.</summary>
    Prose,
}
