using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>propertyNames: every name of a member must suit a schema.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "propertyNames")
{
    // Every name is made a document of its own.
    private const int NameCost = 8;

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var valid = true;
        foreach (var member in instance.EnumerateObject())
        {
            if (!run.Spend(Owner, NameCost + (JsonText.RawName(member).Length >> 4))) return false;
            var before = run.Redirect(null);
            var suits = schema.Evaluate(NameOf(member), run, null);
            run.Redirect(before);
            if (suits) continue;
            if (!run.Collects) return false;
            valid = Fail(run, $"A member must not be named {Cut.Name(member)}.");
        }

        return valid;
    }

    /// <summary>The name as a value of its own, escapes and all.</summary>
    private static JsonElement NameOf(JsonProperty member)
    {
        var raw = JsonText.RawName(member);
        var text = new byte[raw.Length + 2];
        text[0] = text[^1] = (byte)'"';
        raw.CopyTo(text.AsSpan(1));
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
