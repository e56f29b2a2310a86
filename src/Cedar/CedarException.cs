namespace AgentConsole.Cedar;

/// <summary>Says why something cannot be read as Cedar, and where the reasons stand.</summary>
public sealed class CedarException : Exception
{
    public CedarException() : this("The text is not Cedar.") { }

    public CedarException(string message) : this([new CedarFault(SourceSpan.None, message)]) { }

    public CedarException(string message, Exception innerException) : base(message, innerException) => Faults = [new CedarFault(SourceSpan.None, message)];

    public CedarException(IReadOnlyList<CedarFault> faults) : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    internal CedarException(SourceSpan span, string message) : this([new CedarFault(span, message)]) { }

    public IReadOnlyList<CedarFault> Faults { get; }
}
