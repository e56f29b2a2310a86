namespace AgentConsole.Domain.Proposals;

/// <summary>A JSON value that has no single canonical form; <see cref="Pointer"/> says where.</summary>
public sealed class NotCanonicalException : FormatException
{
    public NotCanonicalException(string pointer, string reason) : base(reason) => Pointer = pointer;

    /// <summary>A JSON pointer (RFC 6901) to the offending value.</summary>
    public string Pointer { get; }
}
