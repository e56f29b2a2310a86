using AgentConsole.Domain.Policies;

namespace AgentConsole.Web.Tools.Guards;

/// <summary>A breaker moved by hand, as the API's description shows it.</summary>
internal sealed record BreakerBody
{
    public required string Environment { get; init; }
    /// <summary><c>open</c> until somebody closes it, or <c>closed</c>.</summary>
    public required BreakerState State { get; init; }
    public required string Reason { get; init; }
}
