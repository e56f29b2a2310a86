using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Puts a reviewer's edited arguments through the same checks as the agent's own.</summary>
public sealed class EditDesk(ContractCache contracts, AgentCache agents, RiskDesk risks)
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

        if (FaultsOf(proposal, contract, edited) is { Count: > 0 } faults) return faults;

        var agent = agents.Find(proposal.Agent);
        using var was = JsonDocument.Parse(proposal.Arguments);
        var digest = Digest.Of(edited);
        var question = risks.TellEdited(Questions.Of(proposal, edited, contract, agent, now) with { ArgumentsDigest = digest }, was.RootElement, agent);
        proposal.KeepFirstReading();
        proposal.Arguments = canonical;
        proposal.Digest = digest;
        proposal.Sentence = Sentence.Of(contract.Contract, edited);
        proposal.IsEdited = true;
        proposal.Carry(question.Risk, JsonSerializer.Serialize(question.Risk.Factors));
        (proposal.RiskTableVersion, proposal.Origins) = (question.RiskTableVersion, OriginsText.Of(question.Origins));
        proposal.TryTake(ProposalVerb.Edit, now);
        return [];
    }

    /// <summary>What contract and manifest have against other arguments for this proposal.</summary>
    internal IReadOnlyList<Fault> FaultsOf(Proposal proposal, LoadedContract contract, JsonElement arguments) =>
        SchemaCheck.Of(contract, arguments) is { Count: > 0 } faults
            ? faults
            : agents.Find(proposal.Agent)?.EntryOf(proposal.Tool, proposal.Environment)?.Check(arguments) ?? [];

    /// <summary>What the approvals must fulfil: a high-risk edit needs one more person than its editor.</summary>
    public static IReadOnlyList<ApprovalClause> ClausesOf(Proposal proposal) => proposal.IsEdited && proposal.RiskScore >= HighRiskMin
        ? ApprovalClause.Reduce([.. proposal.Clauses, ApprovalClause.Of(2, proposal.Clauses.SelectMany(clause => clause.Roles))])
        : proposal.Clauses;

    /// <summary>How many people must say yes at least.</summary>
    public static int Needed(Proposal proposal) => ClausesOf(proposal).Select(clause => clause.Count).DefaultIfEmpty(0).Max();
}
