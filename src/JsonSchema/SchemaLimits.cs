namespace AgentConsole.JsonSchema;

/// <summary>Every bound of this engine, so that no schema and no instance can make it run or grow without end.</summary>
public static class SchemaLimits
{
    /// <summary>Levels of JSON nesting in a schema document.</summary>
    public const int SchemaDepthMax = 64;

    /// <summary>Length of a schema document as UTF-8.</summary>
    public const int SchemaBytesMax = 1_048_576;

    /// <summary>Schemas and subschemas that one compiled schema may reach, across all documents.</summary>
    public const int SchemaNodesMax = 20_000;

    /// <summary>Levels of arrays and objects that are looked into.</summary>
    public const int InstanceDepthMax = 64;

    /// <summary>Schemas that may be open at once while one instance is evaluated.</summary>
    public const int EvaluationDepthMax = 800;

    /// <summary>Work units (schemas entered, members and elements compared) that one validation may spend.</summary>
    public const int EvaluationStepsMax = 2_000_000;

    /// <summary>Faults that one result lists.</summary>
    public const int FaultsMax = 50;

    /// <summary>Characters of the instance that a message may repeat.</summary>
    public const int MessageCutMax = 40;

    /// <summary>Characters of a pointer in a fault; a longer one is cut and ends in an ellipsis.</summary>
    public const int PointerLengthMax = 512;

    /// <summary>Characters of a regular expression.</summary>
    public const int PatternLengthMax = 4_096;

    /// <summary>Different regular expressions that one compiled schema may use.</summary>
    public const int PatternsMax = 256;

    /// <summary>Nested groups of a regular expression.</summary>
    public const int PatternDepthMax = 64;

    /// <summary>Milliseconds that one match may take.</summary>
    public const int PatternTimeoutMilliseconds = 50;

    /// <summary>Milliseconds that all matches of one validation may take together, where there is a clock.</summary>
    public const int PatternsTotalMilliseconds = 500;

    /// <summary>Characters of a number that a keyword looks at.</summary>
    public const int NumberLengthMax = 1_024;

    /// <summary>Digits of a number's exponent.</summary>
    public const int ExponentDigitsMax = 15;

    /// <summary>Characters of an identifier or a reference.</summary>
    public const int ReferenceLengthMax = 2_048;
}
