namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>An answer of OPA's that does not say what it must: it is taken for a no.</summary>
public sealed class NotUnderstoodException(string message) : Exception(message);
