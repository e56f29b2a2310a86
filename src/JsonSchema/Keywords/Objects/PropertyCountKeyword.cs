using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>minProperties and maxProperties: how many members an object has.</summary>
internal sealed class PropertyCountKeyword(SchemaNode owner, string name, long bound) : Keyword(owner, name)
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var count = instance.GetPropertyCount();
        return Name == "minProperties"
            ? count >= bound || Fail(run, $"Must have at least {bound} members, and has {count}.")
            : count <= bound || Fail(run, $"Must have at most {bound} members, and has {count}.");
    }
}
