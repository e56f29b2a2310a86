using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Formats;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Strings;

/// <summary>format, where it asserts.</summary>
internal sealed class FormatKeyword(SchemaNode owner, string format, FormatCheck check) : Keyword(owner, "format")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], JsonText.Raw(instance));
        return (run.Spend(Owner, text.Characters.Length >> 4) && check(text.Characters)) || Fail(run, $"Must be of the format {format}.");
    }
}
