using AgentConsole.Domain;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>What came of accepting a contract.</summary>
public abstract record AcceptToolOutcome
{
    /// <summary>It is what new proposals use from now on; <paramref name="Previous"/> was until now.</summary>
    public sealed record Accepted(string Name, int Version, int? Previous) : AcceptToolOutcome;

    /// <summary>Exactly this was accepted before.</summary>
    public sealed record Unchanged(string Name, int Version) : AcceptToolOutcome;

    /// <summary>That version has another content: a changed definition is a new version.</summary>
    public sealed record VersionExists(string Name, int Version) : AcceptToolOutcome;

    /// <summary>A newer version was accepted already.</summary>
    public sealed record VersionTooLow(string Name, int Version, int Newest) : AcceptToolOutcome;

    /// <summary>Another version is in force than the one that was read; 0 where none is.</summary>
    public sealed record Stale(int Version) : AcceptToolOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : AcceptToolOutcome;

    public sealed record RoleMissing(Permission Needed) : AcceptToolOutcome;

    private AcceptToolOutcome() { }
}
