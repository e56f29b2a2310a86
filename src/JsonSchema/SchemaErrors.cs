namespace AgentConsole.JsonSchema;

/// <summary>The stable codes of what may be wrong with a schema.</summary>
public static class SchemaErrors
{
    /// <summary>The value of a keyword does not have the shape that the keyword asks for.</summary>
    public const string Malformed = "schema_malformed";

    /// <summary>The schema is larger or deeper than <see cref="SchemaLimits"/> allows.</summary>
    public const string TooLarge = "schema_too_large";

    /// <summary>An object of the schema names one member twice.</summary>
    public const string DuplicateName = "schema_duplicate_name";

    /// <summary>Two schemas claim one identifier or one anchor.</summary>
    public const string DuplicateIdentifier = "schema_duplicate_identifier";

    /// <summary>A reference leads to nothing that is known here.</summary>
    public const string UnknownReference = "ref_unknown";

    /// <summary>References lead back to where they started, with nothing in between.</summary>
    public const string ReferenceLoop = "ref_loop";

    /// <summary>A regular expression is not one, or asks for more than this engine does.</summary>
    public const string BadPattern = "pattern_invalid";

    /// <summary>The schema is written in a dialect that is not known here.</summary>
    public const string UnknownDialect = "dialect_unknown";
}
