using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Arrays;

/// <summary>unevaluatedItems: the schema for elements that nothing else has spoken about.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "unevaluatedItems")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (instance.ValueKind != JsonValueKind.Array) return true;
        if (!run.Spend(Owner, instance.GetArrayLength()) || !run.Descend(Owner)) return false;
        var valid = true;
        var index = -1;
        foreach (var element in instance.EnumerateArray())
        {
            if (marks!.Has(++index) || EvaluateElement(element, index, run)) continue;
            valid = false;
            if (!run.Collects) break;
        }

        run.Ascend();
        marks!.MarkAll();
        return valid;
    }

    private bool EvaluateElement(JsonElement element, int index, EvaluationRun run)
    {
        if (!run.Collects) return schema.Evaluate(element, run, null);
        run.EnterElement(index);
        var valid = schema.IsNever ? Fail(run, $"The element {index} is not allowed.") : schema.Evaluate(element, run, null);
        run.LeaveChild();
        return valid;
    }
}
