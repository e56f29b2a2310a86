using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Equality;

/// <summary>enum: the value must be one of these.</summary>
internal sealed class EnumKeyword : Keyword
{
    private const int ShownMax = 8;

    private readonly NameTable texts;
    private readonly ILookup<int, JsonElement> others;
    private readonly JsonElement[] all;

    /// <summary>Takes values that can all be compared.</summary>
    public EnumKeyword(SchemaNode owner, JsonElement[] values) : base(owner, "enum")
    {
        var run = new EvaluationRun(null, null);
        all = values;
        texts = new(values.Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!).Distinct(StringComparer.Ordinal));
        others = values.Where(value => value.ValueKind != JsonValueKind.String).ToLookup(value => JsonEquality.HashOf(value, run, owner));
    }

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (instance.ValueKind == JsonValueKind.String)
        {
            var text = JsonText.Raw(instance);
            if (run.Spend(Owner, text.Length >> 6) && texts.Find(text) >= 0) return true;
        }
        else if (others.Count > 0)
        {
            foreach (var other in others[JsonEquality.HashOf(instance, run, Owner)])
            {
                if (JsonEquality.AreEqual(other, instance, run, Owner)) return true;
            }
        }

        return run.Collects && Fail(run, Describe());
    }

    private string Describe()
    {
        var shown = string.Join(", ", all.Take(ShownMax).Select(Cut.Json));
        return all.Length <= ShownMax ? $"Must be one of {shown}." : $"Must be one of {all.Length} values: {shown}, …";
    }
}
