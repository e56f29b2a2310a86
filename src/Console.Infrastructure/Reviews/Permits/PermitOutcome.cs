using AgentConsole.Domain;
using AgentConsole.Domain.Reviews.Permits;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>What came of granting or ending a permit.</summary>
public abstract record PermitOutcome
{
    private PermitOutcome() { }

    public sealed record Granted(Permit Permit) : PermitOutcome;

    public sealed record Ended(PermitId Id) : PermitOutcome;

    public sealed record NotFound : PermitOutcome;

    /// <summary>It is not what was read.</summary>
    public sealed record Changed(int Version, string Digest) : PermitOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : PermitOutcome;

    public sealed record Refused(PermitRefusal Why) : PermitOutcome;
}
