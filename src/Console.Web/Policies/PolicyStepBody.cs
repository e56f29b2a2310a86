namespace AgentConsole.Web.Policies;

/// <summary>Which draft is meant, by the digest that was read; for a rollback, to which version.</summary>
public sealed record PolicyStepBody(string? Digest, int? To);
