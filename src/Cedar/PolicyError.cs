namespace AgentConsole.Cedar;

/// <summary>Why a policy could not be evaluated; by Cedar's rule such a policy is skipped, and it is for the caller to look here.</summary>
/// <param name="Span">The part of the policy's text that failed.</param>
public sealed record PolicyError(string PolicyId, string Message, SourceSpan Span);
