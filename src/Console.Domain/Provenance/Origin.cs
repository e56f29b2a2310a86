namespace AgentConsole.Domain.Provenance;

/// <summary>Where a value first appeared.</summary>
public enum Origin
{
    /// <summary>A choice that the tool's schema offers: a yes or no, a listed value, a default.</summary>
    Constant,
    /// <summary>The goal or a message of the user.</summary>
    Request,
    TrustedResult,
    UntrustedResult,
    Nowhere,
}
