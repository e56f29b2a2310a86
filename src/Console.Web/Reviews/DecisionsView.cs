namespace AgentConsole.Web.Reviews;

/// <summary>The answers to one decision on several proposals, in the order they were given.</summary>
public sealed record DecisionsView(IReadOnlyList<DecisionItemView> Items);
