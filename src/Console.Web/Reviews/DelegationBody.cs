namespace AgentConsole.Web.Reviews;

/// <summary>Lends one's right to decide to somebody by address, until a time at most 60 days away.</summary>
internal sealed record DelegationBody(string To, DateTimeOffset Until);
