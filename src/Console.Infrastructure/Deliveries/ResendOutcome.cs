using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>How the wish to send something again ended.</summary>
public abstract record ResendOutcome
{
    public sealed record Queued : ResendOutcome;

    /// <summary>An attempt is on its way at this moment.</summary>
    public sealed record UnderWay : ResendOutcome;

    public sealed record Unknown : ResendOutcome;
    public sealed record RoleMissing(Permission Needs) : ResendOutcome;

    private ResendOutcome() { }
}
