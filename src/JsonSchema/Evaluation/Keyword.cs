using System.Text.Json;

namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>One rule of a compiled schema: a keyword, or several that share one look at the value.</summary>
internal abstract class Keyword(SchemaNode owner, string name)
{
    public SchemaNode Owner { get; } = owner;

    public string Name { get; } = name;

    /// <summary>Judges the value, which is of a kind that the keyword speaks about; notes in <paramref name="marks"/> what it evaluated.</summary>
    public abstract bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks);

    /// <summary>Reports a fault of this keyword; always false, so that it can end an evaluation.</summary>
    protected bool Fail(EvaluationRun run, string message) => run.Report(Owner, Name, message);
}
