using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Arrays;

/// <summary>minItems and maxItems: how many elements an array has.</summary>
internal sealed class ItemCountKeyword(SchemaNode owner, string name, long bound) : Keyword(owner, name)
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var count = instance.GetArrayLength();
        return Name == "minItems"
            ? count >= bound || Fail(run, $"Must have at least {bound} elements, and has {count}.")
            : count <= bound || Fail(run, $"Must have at most {bound} elements, and has {count}.");
    }
}
