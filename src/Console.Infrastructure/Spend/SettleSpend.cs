using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>An agent says what a model call really cost.</summary>
/// <param name="CostNanos">In billionths of a US dollar; null where the price book says, from the tokens.</param>
/// <param name="Digest">Of what was said, to tell a repeat.</param>
public sealed record SettleSpend(Caller.Agent Caller, string Run, ReservationId Id, long? CostNanos, string Digest)
{
    /// <summary>Null where it is the model that was reserved for.</summary>
    public string? Model { get; init; }
    public long? InputTokens { get; init; }
    public long? CachedTokens { get; init; }
    public long? OutputTokens { get; init; }
}
