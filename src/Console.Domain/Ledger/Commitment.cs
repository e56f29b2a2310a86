using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Ledger;

/// <summary>A salted commitment to a personal value: proves it later, reveals nothing now.</summary>
public static class Commitment
{
    public static string Of(ReadOnlySpan<byte> salt, string value) => Digest.OfBytes(CanonicalBytes.OfCommitment(salt, value));
}
