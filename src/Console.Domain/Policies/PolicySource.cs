namespace AgentConsole.Domain.Policies;

/// <summary>Which policies gave an answer.</summary>
/// <param name="Engine"><see cref="PolicyEngine"/> by its wire name.</param>
/// <param name="Set">The policy set, or the bundle, that holds the rule; null where none of several does.</param>
/// <param name="Revision">The set's version or the bundle's revision.</param>
public sealed record PolicySource(PolicyEngine Engine, string? Set, string? Revision)
{
    /// <summary>The number of the set's version, where the engine numbers versions.</summary>
    public int? Version => Engine == PolicyEngine.Cedar && int.TryParse(Revision, out var version) ? version : null;
}
