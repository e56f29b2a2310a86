namespace AgentConsole.Web.Policies;

/// <summary>A text in the place of a set's live version, or the set's draft where there is none; how many days back.</summary>
public sealed record BacktestBody(string Name, string? Text, int? Days);
