namespace AgentConsole.Infrastructure.Risk;

/// <summary>One version of the risk table in a list.</summary>
/// <param name="SavedAt">Null: the console began with it.</param>
/// <param name="Changes">What is worth something else than in the version before.</param>
public sealed record RiskTableRow(int Number, DateTimeOffset? SavedAt, string? SavedBy, string? Note, IReadOnlyList<string> Changes);
