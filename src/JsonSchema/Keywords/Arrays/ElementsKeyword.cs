using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Arrays;

/// <summary>prefixItems and items: a schema for each of the first elements, and one for the rest.</summary>
internal sealed class ElementsKeyword(SchemaNode owner, SchemaNode[] prefix, SchemaNode? rest) : Keyword(owner, "items")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Descend(Owner)) return false;
        var valid = true;
        var index = 0;
        foreach (var element in instance.EnumerateArray())
        {
            var schema = index < prefix.Length ? prefix[index] : rest;
            if (schema is null) break;
            marks?.Mark(index);
            if (!EvaluateElement(schema, element, index++, run)) valid = false;
            if (!valid && !run.Collects) break;
        }

        run.Ascend();
        return run.Spend(Owner, index) && valid;
    }

    private bool EvaluateElement(SchemaNode schema, JsonElement element, int index, EvaluationRun run)
    {
        if (!run.Collects) return schema.Evaluate(element, run, null);
        run.EnterElement(index);
        var valid = schema == rest && schema.IsNever
            ? Fail(run, $"At most {prefix.Length} elements are allowed.")
            : schema.Evaluate(element, run, null);
        run.LeaveChild();
        return valid;
    }
}
