using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Keywords.Applicators;

/// <summary>if, then, else: which schema the value must suit depends on whether it suits another.</summary>
internal sealed class ConditionalKeyword(SchemaNode owner, SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword(owner, "if")
{
    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var before = run.Redirect(null);
        var holds = Branches.Suits(condition, instance, run, marks);
        run.Redirect(before);
        var branch = holds ? then : otherwise;
        return branch is null || branch.Evaluate(instance, run, marks);
    }
}
