using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// Puts a known-bad proposal among the real ones, made from one of them with one value wrong. It looks like any other until somebody
/// decides on it, and no path releases it: the state machine refuses, and so does the desk that issues grants.
/// </summary>
public sealed class PlantHandler(
    ConsoleTransaction transaction, ContractCache contracts, AgentCache agents, RiskDesk risks, EditDesk edits, LedgerWriter ledger, TimeProvider clock)
{
    // The one that is hardest to see first.
    private static readonly PlantedFlaw[] Flaws = [PlantedFlaw.ForeignRecipient, PlantedFlaw.WrongTarget, PlantedFlaw.WrongAmount];

    /// <param name="like">A real proposal that a person was or is asked about.</param>
    /// <param name="wanted">Null takes whichever flaw fits.</param>
    public Task<PlantOutcome> HandleAsync(Caller caller, ProposalId like, PlantedFlaw? wanted, CancellationToken cancellation)
    {
        if (!caller.MayEverywhere(Permission.PublishPolicies)) return Task.FromResult<PlantOutcome>(new PlantOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<PlantOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == like, inner) is not { } model) return new PlantOutcome.NotFound();
            if (model.Planted is not null || model.Clauses.Count == 0 || contracts.Find(model.Tool, model.ContractVersion) is not { } contract) return new PlantOutcome.NotSuitable();

            using var arguments = JsonDocument.Parse(model.Arguments);
            var now = clock.Instant();
            foreach (var flaw in Flaws.Where(flaw => wanted is null || flaw == wanted))
            {
                if (PlantedArguments.Of(contract.Contract.Pointers, arguments.RootElement, flaw) is not { } wrong || edits.FaultsOf(model, contract, wrong).Count > 0) continue;
                var planted = Made(model, contract, wrong, flaw, now);
                db.Proposals.Add(planted);
                ledger.Append(db, caller, new ProposalPlanted(planted.Id, model.Id, flaw));
                return new PlantOutcome.Planted(planted.Id, flaw);
            }

            return new PlantOutcome.NotSuitable();
        }
    }

    private Proposal Made(Proposal model, LoadedContract contract, JsonElement arguments, PlantedFlaw flaw, DateTimeOffset now)
    {
        var id = ProposalId.New(now);
        var agent = agents.Find(model.Agent);
        using var was = JsonDocument.Parse(model.Arguments);
        var digest = Digest.Of(arguments);
        var question = Questions.Of(model, arguments, contract, agent, now) with { ArgumentsDigest = digest, Origins = OriginsOf(model, arguments, was.RootElement) };
        var judged = risks.TellPlanted(question, agent);
        var planted = new Proposal
        {
            Id = id,
            Planted = flaw,
            Agent = model.Agent,
            KeyId = model.KeyId,
            Environment = model.Environment,
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{id}"),
            SubmissionDigest = digest,
            Tool = model.Tool,
            ContractVersion = model.ContractVersion,
            Arguments = CanonicalJson.Text(arguments),
            Digest = digest,
            Sentence = Sentence.Of(contract.Contract, arguments),
            RunId = model.RunId,
            RunStep = model.RunStep,
            Rationale = model.Rationale,
            References = model.References,
            ClaimedBefore = model.ClaimedBefore,
            ClaimedAfter = model.ClaimedAfter,
            Snapshot = model.Snapshot,
            SnapshotAt = model.Snapshot is null ? null : now,
            SnapshotFault = model.SnapshotFault,
            Verdict = VerdictKind.Review,
            Rule = model.Rule,
            PolicyEngine = model.PolicyEngine,
            PolicySet = model.PolicySet,
            PolicyRevision = model.PolicyRevision,
            PolicyVersion = model.PolicyVersion,
            PoliciesAsked = model.PoliciesAsked,
            PolicyReason = model.PolicyReason,
            RiskScore = judged.Risk.Score,
            RiskFactors = JsonSerializer.Serialize(judged.Risk.Factors),
            RiskTableVersion = judged.RiskTableVersion,
            Origins = OriginsText.Of(judged.Origins),
            ApprovalsNeeded = 0,
            ApprovalRoles = "",
            Status = ProposalStatus.Pending,
            SubmittedAt = now,
            ExpiresAt = now.AddSeconds(ProposalLimits.LifetimeSecondsDefault),
        };
        planted.Ask(model.Clauses);
        return planted;
    }

    // What was made up has been seen nowhere, and the card says so: that is what is to be caught.
    private static Origins OriginsOf(Proposal model, JsonElement arguments, JsonElement was)
    {
        var origins = OriginsText.Read(model.Origins);
        return origins with { Arguments = [.. origins.Arguments.Select(argument => IsUnchanged(argument) ? argument : argument with { Origin = Origin.Nowhere, Tool = null, Step = null })] };

        bool IsUnchanged(ArgumentOrigin argument) =>
            JsonPointer.Find(was, argument.Pointer) is { } before && JsonPointer.Find(arguments, argument.Pointer) is { } after && JsonElement.DeepEquals(before, after);
    }
}
