using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Remembers for a while what people said no to, so that the same call is denied without asking anybody again.</summary>
public sealed class RefusedCalls(ReviewsOptions options)
{
    public const string Code = "refused_before";

    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, string, string, string, string, Task<RefusedCall?>> _find = EF.CompileAsyncQuery(
        (ConsoleDbContext db, string agent, string environment, string tool, string digest) => db.RefusedCalls
            .SingleOrDefault(call => call.Agent == agent && call.Environment == environment && call.Tool == tool && call.Digest == digest));

    /// <summary>The denial of a call that was refused a moment ago; null where none was.</summary>
    internal async Task<PolicyAnswer?> AnswerAsync(ConsoleDbContext db, Propose command, DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.RefusedAgainSeconds == 0) return null;
        var call = await _find(db, command.Caller.Name, command.Caller.Environment, command.Tool, command.Digest).WaitAsync(cancellation);
        return call is null || call.Until <= now
            ? null
            : PolicyAnswer.Deny(Code, Code, "A person said no to exactly this call a short while ago.",
                isRetryable: false, suggestion: $"Read why at /api/v1/proposals/{call.ProposalId}, and propose something else.");
    }

    /// <summary>Remembers a no, in the transaction that records it.</summary>
    internal async Task RememberAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.RefusedAgainSeconds == 0) return;
        var until = now.AddSeconds(options.RefusedAgainSeconds);
        if (await _find(db, proposal.Agent, proposal.Environment, proposal.Tool, proposal.Digest).WaitAsync(cancellation) is { } known)
        {
            (known.ProposalId, known.Until) = (proposal.Id, until);
            return;
        }

        db.RefusedCalls.Add(new RefusedCall
        {
            Agent = proposal.Agent,
            Environment = proposal.Environment,
            Tool = proposal.Tool,
            Digest = proposal.Digest,
            ProposalId = proposal.Id,
            Until = until,
        });
    }
}
