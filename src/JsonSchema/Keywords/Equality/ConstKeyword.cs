using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Equality;

/// <summary>const: the value must be this one.</summary>
internal sealed class ConstKeyword(SchemaNode owner, JsonElement value) : Keyword(owner, "const")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks) =>
        JsonEquality.AreEqual(value, instance, run, Owner) || Fail(run, $"Must be {Cut.Json(value)}.");
}
