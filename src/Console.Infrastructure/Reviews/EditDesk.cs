using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Puts a reviewer's edited arguments through the same checks as the agent's own.</summary>
public sealed class EditDesk(ContractCache contracts, AgentCache agents)
{
    /// <summary>The score from which the editor cannot be the only one who approves the edit.</summary>
    public const int HighRiskMin = ReviewLimits.HighRiskMin;

    /// <summary>Replaces the arguments; faults, and nothing changed, where they do not pass.</summary>
    public IReadOnlyList<Fault> Apply(Proposal proposal, JsonElement? arguments, DateTimeOffset now)
    {
        if (arguments is not { ValueKind: JsonValueKind.Object } edited) return [new("/args", "args_missing", "An edit needs the arguments that shall run.")];
        if (contracts.Find(proposal.Tool, proposal.ContractVersion) is not { } contract)
            return [new("", "contract_gone", "The contract's version is no longer known.")];

        string canonical;
        try
        {
            canonical = CanonicalJson.Text(edited);
        }
        catch (NotCanonicalException fault)
        {
            return [new(fault.Pointer, "args_not_canonical", fault.Message)];
        }

        if (SchemaCheck.Of(contract, edited) is { Count: > 0 } faults) return faults;
        if (agents.Find(proposal.Agent)?.EntryOf(proposal.Tool, proposal.Environment)?.Check(edited) is { Count: > 0 } limits) return limits;

        proposal.KeepFirstReading();
        proposal.Arguments = canonical;
        proposal.Digest = Digest.Of(edited);
        proposal.Sentence = Sentence.Of(contract.Contract, edited);
        proposal.IsEdited = true;
        var stage = agents.Find(proposal.Agent)?.Stage ?? default;
        var risk = RiskModel.Assess(Facts.Of(contract.Contract, edited, proposal.Agent, stage, proposal.Environment));
        proposal.Carry(risk, JsonSerializer.Serialize(risk.Factors));
        proposal.TryTake(ProposalVerb.Edit, now);
        return [];
    }

    /// <summary>What the approvals must fulfil: a high-risk edit needs one more person than its editor.</summary>
    public static IReadOnlyList<ApprovalClause> ClausesOf(Proposal proposal) => proposal.IsEdited && proposal.RiskScore >= HighRiskMin
        ? ApprovalClause.Reduce([.. proposal.Clauses, ApprovalClause.Of(2, proposal.Clauses.SelectMany(clause => clause.Roles))])
        : proposal.Clauses;

    /// <summary>How many people must say yes at least.</summary>
    public static int Needed(Proposal proposal) => ClausesOf(proposal).Select(clause => clause.Count).DefaultIfEmpty(0).Max();
}
