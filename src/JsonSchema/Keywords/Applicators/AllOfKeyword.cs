using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>allOf: the value must suit every schema.</summary>
internal sealed class AllOfKeyword(SchemaNode owner, SchemaNode[] schemas) : Keyword(owner, "allOf")
{
    public IReadOnlyList<SchemaNode> Schemas => schemas;

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, schemas.Length)) return false;
        var valid = true;
        foreach (var schema in schemas)
        {
            if (schema.Evaluate(instance, run, marks)) continue;
            if (!run.Collects) return false;
            valid = false;
        }

        return valid;
    }
}
