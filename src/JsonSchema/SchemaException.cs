namespace AgentConsole.JsonSchema;

/// <summary>Says why a schema cannot be compiled, and where in it the reason stands.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException() : this("The schema cannot be compiled.") { }

    public SchemaException(string message) : base(message) { }

    public SchemaException(string message, Exception innerException) : base(message, innerException) { }

    internal SchemaException(string code, string pointer, string? documentUri, string message) : base(message) =>
        (Code, SchemaPointer, DocumentUri) = (code, pointer, documentUri);

    /// <summary>One of <see cref="SchemaErrors"/>.</summary>
    public string Code { get; } = SchemaErrors.Malformed;

    /// <summary>The JSON pointer to the offending place in the document.</summary>
    public string SchemaPointer { get; } = "";

    /// <summary>The registered document that the pointer points into, or null for the schema itself.</summary>
    public string? DocumentUri { get; }
}
