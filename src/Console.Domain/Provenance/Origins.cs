namespace AgentConsole.Domain.Provenance;

/// <summary>Where everything in a proposal came from.</summary>
/// <param name="Arguments">Marked places of the contract first, then in the arguments' order.</param>
/// <param name="IsCut">There is more than was traced; the rest is not known.</param>
public sealed record Origins(IReadOnlyList<ArgumentOrigin> Arguments, WishOrigin Wish, bool IsCut)
{
    public static Origins None { get; } = new([], WishOrigin.Unknown, false);

    /// <summary>The run has told a goal or a message, so that "not in the request" means something.</summary>
    public bool HasRequest { get; init; }

    /// <summary>Something that others can write into was read before.</summary>
    public bool HasReadUntrusted { get; init; }
}
