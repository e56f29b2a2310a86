using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Patterns;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>One member of patternProperties.</summary>
internal sealed record PatternProperty(Pattern Pattern, SchemaNode Schema);
