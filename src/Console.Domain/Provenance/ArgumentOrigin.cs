namespace AgentConsole.Domain.Provenance;

/// <summary>Where the value of one argument first appeared; of a value made of parts, the least trusted part.</summary>
/// <param name="Tool">Whose result it was.</param>
/// <param name="Step">Where in the run.</param>
public sealed record ArgumentOrigin(string Pointer, Origin Origin, string? Tool, int? Step)
{
    public ArgumentSort Sort { get; init; }

    /// <summary>The value names one particular thing: an address, an account, an id.</summary>
    public bool IsParticular { get; init; }

    /// <summary>Only parts were found, not the whole.</summary>
    public bool IsPartly { get; init; }

    /// <summary>How much of it the request holds, by its telling words.</summary>
    public int RequestBasisPoints { get; init; }
}
