namespace AgentConsole.Web.Policies;

/// <summary>Which draft is meant, by the digest that was read; for a rollback, from which live version.</summary>
public sealed record PolicyStepBody(string? Digest, int? From);
