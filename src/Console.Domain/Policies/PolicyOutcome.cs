namespace AgentConsole.Domain.Policies;

/// <summary>What an answer comes to for those whom it concerns; the rule's name and its words are not part of it.</summary>
public readonly record struct PolicyOutcome(VerdictKind Kind, string Clauses)
{
    public static PolicyOutcome Of(PolicyAnswer answer) => new(answer.Kind, ApprovalClause.TextOf(answer.Clauses));
}
