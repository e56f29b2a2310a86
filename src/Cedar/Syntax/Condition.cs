namespace AgentConsole.Cedar.Syntax;

/// <summary>A <c>when</c> or <c>unless</c> of a policy.</summary>
internal sealed record Condition(bool IsUnless, Expression Body);
