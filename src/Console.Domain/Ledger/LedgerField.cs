namespace AgentConsole.Domain.Ledger;

/// <summary>One named value of an entry; a personal one enters the chain only as a salted commitment.</summary>
public readonly record struct LedgerField(string Name, string? Value, bool IsPersonal = false);
