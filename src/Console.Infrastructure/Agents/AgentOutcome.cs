using AgentConsole.Domain;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>What came of registering, changing or archiving an agent.</summary>
public abstract record AgentOutcome
{
    public sealed record Registered(string Name) : AgentOutcome;

    public sealed record Changed(string Name, int Version) : AgentOutcome;

    /// <summary>It says exactly that already.</summary>
    public sealed record Unchanged(string Name, int Version) : AgentOutcome;

    public sealed record Archived(string Name, int KeysRevoked) : AgentOutcome;

    /// <summary>The name is taken, by an archived agent too: what the ledger says of a name stays about one agent.</summary>
    public sealed record NameTaken(string Name, bool IsArchived) : AgentOutcome;

    /// <summary>Somebody changed it meanwhile.</summary>
    public sealed record Stale(int Version) : AgentOutcome;

    public sealed record Unknown : AgentOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : AgentOutcome;

    /// <summary>The caller answers for other agents, not for this one.</summary>
    public sealed record NotYourAgent : AgentOutcome;

    public sealed record RoleMissing(Permission Needed) : AgentOutcome;

    private AgentOutcome() { }
}
