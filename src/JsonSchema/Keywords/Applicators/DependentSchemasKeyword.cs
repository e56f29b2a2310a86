using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>dependentSchemas: a member that is there brings a schema that the whole object must suit.</summary>
internal sealed class DependentSchemasKeyword(SchemaNode owner, string name, string[] triggers, SchemaNode[] schemas) : Keyword(owner, name)
{
    private readonly NameTable names = new(triggers);

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, instance.GetPropertyCount())) return false;
        var valid = true;
        foreach (var member in instance.EnumerateObject())
        {
            var found = names.Find(JsonText.RawName(member));
            if (found < 0 || schemas[found].Evaluate(instance, run, marks)) continue;
            if (!run.Collects) return false;
            valid = false;
        }

        return valid;
    }
}
