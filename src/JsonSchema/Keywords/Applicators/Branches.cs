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
    /// Says why no branch suits, and is always false. If all branches but one already refuse the type of the value, the faults of that
    /// one help more than the sentence that none suits.
    /// </summary>
    public static bool Fail(SchemaNode[] schemas, Keyword keyword, JsonElement instance, EvaluationRun run, string message)
    {
        if (!run.Collects) return false;
        FaultList? closest = null;
        var candidates = 0;
        foreach (var schema in schemas)
        {
            var faults = FaultsOf(schema, instance, run);
            if (faults.Faults.Any(fault => fault.Code == "type" && fault.InstancePointer == run.InstancePointer)) continue;
            candidates++;
            closest = faults;
        }

        if (candidates != 1 || schemas.Length == 1 || closest!.Faults.Count == 0) return run.Report(keyword.Owner, keyword.Name, message);
        run.Take(closest);
        return false;
    }

    private static FaultList FaultsOf(SchemaNode schema, JsonElement instance, EvaluationRun run)
    {
        var faults = new FaultList();
        var before = run.Redirect(faults);
        schema.Evaluate(instance, run, null);
        run.Redirect(before);
        return faults;
    }
}
