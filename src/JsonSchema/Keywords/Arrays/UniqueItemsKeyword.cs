using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Arrays;

/// <summary>uniqueItems: no two elements are equal.</summary>
internal sealed class UniqueItemsKeyword(SchemaNode owner) : Keyword(owner, "uniqueItems")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (instance.GetArrayLength() < 2) return true;
        if (!run.Descend(Owner)) return false;
        var seen = new Dictionary<JsonElement, int>(instance.GetArrayLength(), new EqualityInRun(run, Owner));
        var valid = true;
        var index = 0;
        foreach (var element in instance.EnumerateArray())
        {
            if (!seen.TryAdd(element, index) && run.Stopped is null)
            {
                valid = Fail(run, $"Elements {seen[element]} and {index} are equal.");
                break;
            }

            if (run.Stopped is not null) break;
            index++;
        }

        run.Ascend();
        return valid && run.Stopped is null;
    }

    private sealed class EqualityInRun(EvaluationRun run, SchemaNode node) : IEqualityComparer<JsonElement>
    {
        public bool Equals(JsonElement x, JsonElement y) => JsonEquality.AreEqual(x, y, run, node);

        public int GetHashCode(JsonElement obj) => JsonEquality.HashOf(obj, run, node);
    }
}
