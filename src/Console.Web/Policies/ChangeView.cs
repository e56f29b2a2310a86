namespace AgentConsole.Web.Policies;

/// <summary>One proposal that would have been answered otherwise.</summary>
public sealed record ChangeView(string Proposal, DateTimeOffset At, string Agent, string Tool, string? Sentence, OutcomeView From, OutcomeView To);
