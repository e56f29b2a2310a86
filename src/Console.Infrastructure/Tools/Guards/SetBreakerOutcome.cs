using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Tools.Guards;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>What came of opening or closing a breaker by hand.</summary>
public abstract record SetBreakerOutcome
{
    public sealed record Set(ToolGuard Guard) : SetBreakerOutcome;

    /// <summary>It is so already.</summary>
    public sealed record Unchanged(ToolGuard Guard) : SetBreakerOutcome;

    /// <summary>There is no such tool, or not in that environment.</summary>
    public sealed record Unknown : SetBreakerOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : SetBreakerOutcome;

    public sealed record RoleMissing(Permission Needed) : SetBreakerOutcome;

    private SetBreakerOutcome() { }
}
