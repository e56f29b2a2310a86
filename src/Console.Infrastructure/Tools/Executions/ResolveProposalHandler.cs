using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Ends what nobody knew the end of, by the word of a person who looked: the only way out of unknown for what the console ran.</summary>
public sealed class ResolveProposalHandler(ConsoleTransaction transaction, ResultDesk results, TimeProvider clock)
{
    private static readonly JsonDocumentOptions AsDeepAsTaken = new() { MaxDepth = ProposalLimits.BodyDepthMax };

    public async Task<ResolveProposalOutcome> HandleAsync(ResolveProposal command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ResolveOutcomes)) return new ResolveProposalOutcome.RoleMissing(Permission.ResolveOutcomes);
        if (FaultOf(command.Note) is { } fault) return new ResolveProposalOutcome.Malformed([fault]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<ResolveProposalOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Proposals.SingleOrDefaultAsync(row => row.Id == command.ProposalId && row.Planted == null, inner) is not { } proposal)
                return new ResolveProposalOutcome.NotFound();
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.ResolveOutcomes, proposal.Agent, inner)) return new ResolveProposalOutcome.NotYourAgent();
            var now = clock.Instant();
            if (proposal.Status != ProposalStatus.Unknown || !proposal.TryTake(command.Verb, now)) return new ResolveProposalOutcome.NotUnknown(proposal.Status);

            var execution = await db.Executions.SingleOrDefaultAsync(row => row.ProposalId == proposal.Id, inner);
            execution?.End(command.Verb == ProposalVerb.Succeed ? ExecutionStatus.Succeeded : ExecutionStatus.Failed, "resolved", now);
            // A person's word tells of the one call, and nothing of how the tool is now.
            var told = new ToldResult(command.Verb, ReportOf(command, proposal), null, null, null, now);
            await results.KeepAsync(db, proposal, told, now, inner);
            results.Enter(db, command.Caller, new OutcomeResolved(proposal.Id, proposal.Status, command.Note.Trim()));
            if (proposal.Executes == Executor.Console) await db.DeliverEndAsync(proposal, now, inner);
            return new ResolveProposalOutcome.Resolved(proposal);
        }
    }

    /// <summary>What was known stays, beside what the person found; money that an agent had named is not counted by it.</summary>
    private static string ReportOf(ResolveProposal command, Proposal proposal)
    {
        var report = new JsonObject
        {
            ["status"] = command.Verb == ProposalVerb.Succeed ? "succeeded" : "failed",
            ["resolved"] = true,
            ["note"] = command.Note.Trim(),
        };
        if (proposal.Result is { } before) report["before"] = JsonNode.Parse(before, documentOptions: AsDeepAsTaken);
        return report.ToJsonString();
    }

    private static Fault? FaultOf(string note) => note.Trim().Length switch
    {
        0 => new("/note", "required", "Say how you know, for whoever reads it later."),
        > ExecutionLimits.NoteLengthMax => new("/note", "too_long", $"A note has at most {ExecutionLimits.NoteLengthMax} characters."),
        _ => null,
    };
}
