using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>$ref: the value must also suit the schema that it names.</summary>
internal sealed class RefKeyword(SchemaNode owner, SchemaNode target) : Keyword(owner, "$ref")
{
    public SchemaNode Target { get; } = target;

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks) => Target.Evaluate(instance, run, marks);
}
