namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Which entries a list shows; everything absent means all.</summary>
public sealed record LedgerFilter(string? Kind = null, string? Actor = null, string? Subject = null);
