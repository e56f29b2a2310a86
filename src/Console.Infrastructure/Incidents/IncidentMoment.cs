using AgentConsole.Infrastructure.Ledger;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>One line of an incident's timeline: a fact of the ledger, or what somebody wrote down.</summary>
/// <param name="Entry">Null for a note.</param>
/// <param name="Note">Null for a fact.</param>
public sealed record IncidentMoment(DateTimeOffset At, string Who, LedgerRow? Entry, string? Note);
