using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Tries a text on one proposal, past or made up, without writing anything.</summary>
public sealed class TrialQuery(IDbContextFactory<ConsoleDbContext> contexts, PolicyCache cache, ContractCache contracts, PolicyDesk desk)
{
    /// <summary>What the text would say of a past proposal, as it was when policy was first asked about it.</summary>
    /// <param name="candidate">Null: what decides now.</param>
    public async Task<TrialOutcome> OfAsync(CedarSetText? candidate, ProposalId id, CancellationToken cancellation)
    {
        if (!TryRules(candidate, out var rules)) return new TrialOutcome.Unreadable();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var was = await db.PolicyEvaluations.AsNoTracking().Where(row => row.ProposalId == id && row.Moment == EvaluationMoment.Intake && row.Engine != PolicyEngine.Opa)
            .FirstOrDefaultAsync(cancellation);
        var proposal = await db.Proposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (was is null || proposal is null) return new TrialOutcome.NotFound();
        if (proposal.Digest != was.ArgumentsDigest || contracts.Find(was.Tool, was.ContractVersion) is not { } contract || QuestionInputs.Read(was.Inputs) is not { } inputs)
            return new TrialOutcome.NotRepeatable();

        using var arguments = JsonDocument.Parse(proposal.Arguments);
        return new TrialOutcome.Answered(desk.Try(rules, inputs.Question(contract, arguments.RootElement, proposal.Digest, was.Agent, was.Environment)), was);
    }

    /// <summary>What the text would say of a proposal that is written like a test's <c>given</c>.</summary>
    public TrialOutcome Of(CedarSetText? candidate, JsonElement given)
    {
        if (!TryRules(candidate, out var rules)) return new TrialOutcome.Unreadable();
        var faults = new List<Fault>();
        var written = JsonSerializer.SerializeToElement(new[] { new { name = "trial", given, expect = new { verdict = "allow" } } });
        if (PolicyTest.ReadAll(written, "", faults) is not [var test])
            return new TrialOutcome.Malformed([.. faults.Select(fault => fault with { Pointer = fault.Pointer.Replace("/0/given", "", StringComparison.Ordinal) })]);
        if (contracts.Find(test.Tool) is not { } contract) return new TrialOutcome.Malformed([new("/tool", "tool_unknown", $"There is no tool {test.Tool}.")]);
        var wrong = SchemaCheck.Of(contract, test.Arguments);
        if (wrong.Count > 0) return new TrialOutcome.Malformed([.. wrong.Select(fault => fault with { Pointer = "/args" + fault.Pointer })]);
        return new TrialOutcome.Answered(desk.Try(rules, test.Question(contract.Contract, contract.Shape)), null);
    }

    // False where what would be asked cannot be read; true without rules where nothing is published.
    private bool TryRules(CedarSetText? candidate, out CedarRules? rules)
    {
        rules = candidate is not null ? cache.Current.With(candidate) : cache.Current.Rules;
        return rules is not null || (candidate is null && !cache.Current.IsBroken);
    }
}
