using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>What came of writing or removing a price.</summary>
public abstract record PriceOutcome
{
    private PriceOutcome() { }

    public sealed record Added(Price Price) : PriceOutcome;

    public sealed record Changed(Price Price) : PriceOutcome;

    public sealed record Unchanged(Price Price) : PriceOutcome;

    public sealed record Removed(PriceId Id) : PriceOutcome;

    /// <summary>The same model or tool has a price from that very moment.</summary>
    public sealed record Taken(PriceId By) : PriceOutcome;

    public sealed record NotFound : PriceOutcome;

    /// <summary>It is not what was read.</summary>
    public sealed record Stale(int Version) : PriceOutcome;

    /// <summary>A console keeps so many and no more.</summary>
    public sealed record Full : PriceOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : PriceOutcome;

    public sealed record RoleMissing(Permission Needed) : PriceOutcome;
}
