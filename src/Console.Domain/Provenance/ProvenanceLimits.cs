namespace AgentConsole.Domain.Provenance;

/// <summary>The bounds of the Provenance room; what lies beyond them counts as not seen in a trusted place.</summary>
public static class ProvenanceLimits
{
    /// <summary>The bytes of one mark.</summary>
    public const int MarkBytes = 8;
    /// <summary>Marks kept of one reading.</summary>
    public const int MarksMax = 16_384;
    /// <summary>Characters looked at in one reading.</summary>
    public const int TextLengthMax = 256 * 1024;
    /// <summary>Arguments that are traced; of the others it is said that nobody knows.</summary>
    public const int ArgumentsMax = 500;
    /// <summary>Characters of one argument that are traced.</summary>
    public const int ArgumentLengthMax = 16 * 1024;
    /// <summary>Characters of all arguments together that are traced.</summary>
    public const int ArgumentsLengthMax = 128 * 1024;
    /// <summary>Readings of one run that are asked; runs keep no more.</summary>
    public const int ReadingsMax = 500;
    /// <summary>Words that may stand in one mark.</summary>
    public const int WordsPerMark = 3;
    internal const int SchemaDepthMax = 32;
}
