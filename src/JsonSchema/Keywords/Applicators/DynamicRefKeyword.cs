using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>$dynamicRef to a dynamic anchor: the outermost resource on the way here that has the anchor says what it means.</summary>
internal sealed class DynamicRefKeyword(SchemaNode owner, SchemaNode initial) : Keyword(owner, "$dynamicRef")
{
    private readonly Dictionary<int, SchemaNode> targets = [];

    public void AddTarget(int resource, SchemaNode target) => targets.TryAdd(resource, target);

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        foreach (var resource in run.Scope)
        {
            if (targets.TryGetValue(resource, out var target)) return target.Evaluate(instance, run, marks);
        }

        return initial.Evaluate(instance, run, marks);
    }
}
