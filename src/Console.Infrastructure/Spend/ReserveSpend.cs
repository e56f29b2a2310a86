using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>An agent asks to take money aside for a model call of one of its runs.</summary>
/// <param name="AmountNanos">What it may cost, in billionths of a US dollar; null where the price book says, from the tokens.</param>
/// <param name="Digest">Of what was asked, to tell a repeat of the idempotency key.</param>
public sealed record ReserveSpend(Caller.Agent Caller, string Run, long? AmountNanos, int Seconds, string Digest)
{
    public string? Model { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokensMax { get; init; }
    public string? IdempotencyKey { get; init; }
}
