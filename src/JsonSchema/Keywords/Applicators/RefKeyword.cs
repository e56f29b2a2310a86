using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>$ref, and $dynamicRef to what is not dynamic: the value must also suit the schema that it names.</summary>
internal sealed class RefKeyword(SchemaNode owner, string name, SchemaNode target) : Keyword(owner, name)
{
    public SchemaNode Target { get; } = target;

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks) => Target.Evaluate(instance, run, marks);
}
