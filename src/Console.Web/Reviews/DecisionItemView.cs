using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Proposals;

namespace AgentConsole.Web.Reviews;

/// <summary>What came of one of them: its state, or the code of why it was not decided.</summary>
public sealed record DecisionItemView(string Id, bool Decided, string? State, string? Code, string? Detail, PlantedResult? Planted)
{
    public static DecisionItemView Of((ProposalId Id, DecideOutcome Outcome) item) => item.Outcome switch
    {
        DecideOutcome.Recorded recorded => new(item.Id.ToString(), true, WireName.Of(recorded.Proposal.Status), null, null,
            recorded.Reveal is { } reveal ? new(reveal.IsCaught, reveal.Flaw) : null),
        DecideOutcome.AlreadyDecided already => No(item.Id, "already_decided", $"{already.By} was first.", WireName.Of(already.Status)),
        DecideOutcome.Changed => No(item.Id, "changed", "It is not what you read."),
        DecideOutcome.Refused refused => No(item.Id, WireName.Of(refused.Why), refused.Reason),
        DecideOutcome.NotFound => No(item.Id, "not_found", "There is no such proposal."),
        var other => throw new InvalidOperationException($"Unknown outcome {other}."),
    };

    private static DecisionItemView No(ProposalId id, string code, string detail, string? state = null) => new(id.ToString(), false, state, code, detail, null);
}
