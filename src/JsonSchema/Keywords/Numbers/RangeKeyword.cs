using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Numbers;

/// <summary>minimum, maximum, their exclusive forms and multipleOf, in one reading of the number.</summary>
internal sealed class RangeKeyword(SchemaNode owner, Bound[] bounds, Divisor? divisor) : Keyword(owner, "minimum")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!NumberValue.TryRead(instance, out var number)) return run.StopAtNumber(Owner);
        var valid = true;
        foreach (var bound in bounds)
        {
            if (bound.Allows(number)) continue;
            if (!run.Collects) return false;
            valid = run.Report(Owner, bound.Keyword, $"Must be {bound.Describe()} {bound.Text}.");
        }

        if (divisor is not null && !number.IsMultipleOf(divisor.Value)) valid = run.Report(Owner, "multipleOf", $"Must be a multiple of {divisor.Text}.");
        return valid;
    }
}
