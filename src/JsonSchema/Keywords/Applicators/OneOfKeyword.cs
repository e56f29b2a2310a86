using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>oneOf: the value must suit exactly one schema.</summary>
internal sealed class OneOfKeyword(SchemaNode owner, SchemaNode[] schemas) : Keyword(owner, "oneOf")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, schemas.Length)) return false;
        var suited = 0;
        var before = run.Redirect(null);
        foreach (var schema in schemas)
        {
            if (Branches.Suits(schema, instance, run, marks) && ++suited > 1) break;
        }

        run.Redirect(before);
        if (suited == 1) return true;
        return suited > 1
            ? Fail(run, $"Must suit exactly one of {schemas.Length} schemas, and suits more.")
            : Branches.Fail(schemas, this, instance, run, $"Must suit exactly one of {schemas.Length} schemas, and suits none.");
    }
}
