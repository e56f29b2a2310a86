using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Patterns;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Strings;

/// <summary>pattern: a text must match a regular expression somewhere.</summary>
internal sealed class PatternKeyword(SchemaNode owner, Pattern pattern) : Keyword(owner, "pattern")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], JsonText.Raw(instance));
        return pattern.IsMatch(text.Characters, run, Owner) || Fail(run, $"Must match the pattern {Cut.Quote(pattern.Source)}.");
    }
}
