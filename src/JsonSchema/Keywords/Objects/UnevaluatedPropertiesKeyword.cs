using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>unevaluatedProperties: the schema for members that nothing else has spoken about.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "unevaluatedProperties")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (instance.ValueKind != JsonValueKind.Object) return true;
        if (!run.Spend(Owner, instance.GetPropertyCount()) || !run.Descend(Owner)) return false;
        var valid = true;
        var index = 0;
        foreach (var member in instance.EnumerateObject())
        {
            if (marks!.Has(index++) || EvaluateMember(member, run)) continue;
            valid = false;
            if (!run.Collects) break;
        }

        run.Ascend();
        marks!.MarkAll();
        return valid;
    }

    private bool EvaluateMember(JsonProperty member, EvaluationRun run)
    {
        if (!run.Collects) return schema.Evaluate(member.Value, run, null);
        run.EnterMember(member);
        var valid = schema.IsNever ? Fail(run, $"The member {Cut.Name(member)} is not allowed.") : schema.Evaluate(member.Value, run, null);
        run.LeaveChild();
        return valid;
    }
}
