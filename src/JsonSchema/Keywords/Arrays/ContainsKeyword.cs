using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Arrays;

/// <summary>contains, minContains and maxContains: how many elements suit a schema.</summary>
internal sealed class ContainsKeyword(SchemaNode owner, SchemaNode schema, long min, long max) : Keyword(owner, "contains")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, instance.GetArrayLength()) || !run.Descend(Owner)) return false;
        var before = run.Redirect(null);
        int index = 0, suited = 0;
        foreach (var element in instance.EnumerateArray())
        {
            if (schema.Evaluate(element, run, null))
            {
                suited++;
                marks?.Mark(index);
            }

            index++;
            // Where no marks are kept, the answer may be clear before the end.
            if (marks is null && (suited > max || (suited >= min && max == long.MaxValue))) break;
        }

        run.Redirect(before);
        run.Ascend();
        return Judge(suited, run);
    }

    private bool Judge(int suited, EvaluationRun run)
    {
        if (suited < min)
        {
            return run.Report(Owner, suited == 0 ? "contains" : "minContains", $"At least {min} elements must suit the schema, and {suited} do.");
        }

        return suited <= max || run.Report(Owner, "maxContains", $"At most {max} elements may suit the schema, and more do.");
    }
}
