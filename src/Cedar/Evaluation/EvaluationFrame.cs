using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>What the nodes of one evaluation look at, and where a node that fails says why.</summary>
internal struct EvaluationFrame(CedarQuery query, EntityStore entities)
{
    public readonly CedarValue Principal = CedarValue.Entity(query.Principal);
    public readonly CedarValue Action = CedarValue.Entity(query.Action);
    public readonly CedarValue Resource = CedarValue.Entity(query.Resource);
    public readonly CedarValue Context = CedarValue.Record(query.Context);
    public readonly EntityStore Entities = entities;

    public string? Problem { get; private set; }

    public SourceSpan ProblemSpan { get; private set; }

    public bool Fail(SourceSpan span, string problem)
    {
        (Problem, ProblemSpan) = (problem, span);
        return false;
    }

    public bool FailType(SourceSpan span, string expected, CedarValue found) => Fail(span, $"Type error: expected {expected}, found {found.KindName}.");
}
