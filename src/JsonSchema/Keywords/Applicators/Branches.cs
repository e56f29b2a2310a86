using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>What anyOf and oneOf share.</summary>
internal static class Branches
{
    /// <summary>Tries one branch; what it marks counts only if it suits.</summary>
    public static bool Suits(SchemaNode schema, JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (marks is null) return schema.Evaluate(instance, run, null);
        var own = new Marks();
        if (!schema.Evaluate(instance, run, own)) return false;
        marks.Add(own);
        return true;
    }

    /// <summary>
    /// Says why no branch suits, and is always false. If only one branch takes a value of this type, or of this kind as a constant in it
    /// tells, then the faults of that one help more than the sentence that none suits.
    /// </summary>
    public static bool Fail(SchemaNode[] schemas, Keyword keyword, JsonElement instance, EvaluationRun run, string message)
    {
        if (!run.Collects) return false;
        var here = run.InstancePointer;
        FaultList[] branches = [.. schemas.Select(schema => FaultsOf(schema, instance, run))];
        FaultList[] ofType = [.. branches.Where(branch => !branch.Faults.Any(fault => fault.Code == "type" && fault.InstancePointer == here))];
        FaultList[] ofKind = [.. ofType.Where(branch => !branch.Faults.Any(fault => fault.Code is "const" or "enum" && IsAtOrIn(fault.InstancePointer, here)))];
        var closest = ofType.Length == 1 ? ofType : ofKind;
        if (closest is not [{ Faults.Count: > 0 } told] || schemas.Length == 1) return run.Report(keyword.Owner, keyword.Name, message);
        run.Take(told);
        return false;
    }

    /// <summary>Whether a pointer is this one, or that of a member or element right below.</summary>
    private static bool IsAtOrIn(string pointer, string here) =>
        pointer.StartsWith(here, StringComparison.Ordinal) && pointer.LastIndexOf('/') <= here.Length;

    private static FaultList FaultsOf(SchemaNode schema, JsonElement instance, EvaluationRun run)
    {
        var faults = new FaultList();
        var before = run.Redirect(faults);
        schema.Evaluate(instance, run, null);
        run.Redirect(before);
        return faults;
    }
}
