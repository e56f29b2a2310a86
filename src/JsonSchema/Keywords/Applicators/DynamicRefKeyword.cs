using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>$dynamicRef to a dynamic anchor: the outermost resource on the way here that has the anchor says what it means.</summary>
internal sealed class DynamicRefKeyword(SchemaNode owner, SchemaNode initial, IReadOnlyDictionary<int, SchemaNode> targets) : Keyword(owner, "$dynamicRef")
{

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, run.Scope.Length)) return false;
        foreach (var resource in run.Scope)
        {
            if (targets.TryGetValue(resource, out var target)) return target.Evaluate(instance, run, marks);
        }

        return initial.Evaluate(instance, run, marks);
    }
}
