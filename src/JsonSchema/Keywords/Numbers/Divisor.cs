using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Numbers;

/// <summary>What a number must be a multiple of.</summary>
internal sealed record Divisor(NumberValue Value, string Text);
