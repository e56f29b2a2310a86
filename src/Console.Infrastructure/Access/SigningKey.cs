namespace AgentConsole.Infrastructure.Access;

/// <summary>An ES256 key that signs grants or ledger heads; the private half is sealed by data protection.</summary>
public sealed class SigningKey
{
    public required string Kid { get; init; }
    /// <summary>What it may sign; a grant key never signs a ledger head.</summary>
    public required SigningPurpose Purpose { get; init; }
    public required byte[] PublicX { get; init; }
    public required byte[] PublicY { get; init; }
    public required byte[] SealedPrivate { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }
}
