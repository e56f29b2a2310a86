using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Numbers;

/// <summary>minimum, maximum, their exclusive forms and multipleOf, in one reading of the number.</summary>
internal sealed class RangeKeyword(SchemaNode owner, Bound[] bounds, Divisor? divisor) : Keyword(owner, "minimum")
{
    private const int LongLengthMin = 18;

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var text = NumberValue.Raw(instance);
        if (!NumberReader.TryRead(text, out var number)) return run.StopAtNumber(Owner);
        if (text.Length > LongLengthMin && !run.Spend(Owner, text.Length)) return false;
        var valid = true;
        foreach (var bound in bounds)
        {
            if (bound.Allows(number)) continue;
            if (!run.Collects) return false;
            valid = run.Report(Owner, bound.Keyword, $"Must be {bound.Describe()} {bound.Text}.");
        }

        return (divisor is null || IsMultiple(number, divisor, run)) && valid;
    }

    private bool IsMultiple(in NumberValue number, Divisor step, EvaluationRun run)
    {
        if (!run.Spend(Owner, step.Cost)) return false;
        return number.IsMultipleOf(step.Value) || run.Report(Owner, "multipleOf", $"Must be a multiple of {step.Text}.");
    }
}
