namespace AgentConsole.Infrastructure.Runs;

/// <summary>The secret under which values that runs have read are hashed; sealed by data protection.</summary>
public sealed class SealedMarkKey
{
    public required int Number { get; init; }
    public required byte[] Sealed { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
