using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>not: the value must not suit the schema.</summary>
internal sealed class NotKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "not")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var before = run.Redirect(null);
        var suits = schema.Evaluate(instance, run, null);
        run.Redirect(before);
        return !suits || Fail(run, "Suits a schema that it must not suit.");
    }
}
