using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Strings;

/// <summary>minLength and maxLength: how many code points a text has.</summary>
internal sealed class LengthKeyword(SchemaNode owner, long min, long max) : Keyword(owner, "minLength")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var raw = JsonText.Raw(instance);
        // A code point takes at most twelve bytes here, as two escapes; and at least one.
        if (raw.Length <= max && raw.Length / 12 >= min) return true;
        if (!run.Spend(Owner, raw.Length >> 6)) return false;
        var length = JsonText.CountCodePoints(raw);
        if (length < min) return run.Report(Owner, "minLength", $"Must have at least {min} characters, and has {length}.");
        return length <= max || run.Report(Owner, "maxLength", $"Must have at most {max} characters, and has {length}.");
    }
}
