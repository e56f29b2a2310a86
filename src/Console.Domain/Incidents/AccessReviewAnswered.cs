using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>Somebody said what the agent could reach, what it used, and what it should not have had.</summary>
public sealed record AccessReviewAnswered(AccessReview Review) : LedgerRecord
{
    public override string Kind => "access_review_answered";

    public override string Subject => "incident:" + Review.IncidentId;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("had", Review.Had, IsPersonal: true),
        new("used", Review.Used, IsPersonal: true),
        new("excess", Review.Excess, IsPersonal: true),
    ];
}
