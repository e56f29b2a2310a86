using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>anyOf: the value must suit at least one schema.</summary>
internal sealed class AnyOfKeyword(SchemaNode owner, SchemaNode[] schemas) : Keyword(owner, "anyOf")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, schemas.Length)) return false;
        var valid = false;
        var before = run.Redirect(null);
        foreach (var schema in schemas)
        {
            if (!Branches.Suits(schema, instance, run, marks)) continue;
            valid = true;
            // Only where marks are kept does it matter what else suits.
            if (marks is null) break;
        }

        run.Redirect(before);
        return valid || Branches.Fail(schemas, this, instance, run, $"Must suit at least one of {schemas.Length} schemas, and suits none.");
    }
}
