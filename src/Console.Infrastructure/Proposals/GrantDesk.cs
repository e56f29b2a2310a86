using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>
/// Issues a grant in the transaction that releases its proposal: the row, its signed text, its entry in the ledger. Where the console runs
/// the tool itself, the order to run it takes the place of the text.
/// </summary>
public sealed class GrantDesk(GrantTokens tokens, LedgerWriter ledger)
{
    /// <summary>To be awaited before the transaction: the first grant of all needs a key made.</summary>
    public ValueTask ReadyAsync(CancellationToken cancellation) => tokens.ReadyAsync(cancellation);

    /// <param name="rule">What policy said at the moment of release; null where it is what stands on the proposal.</param>
    public Grant Issue(ConsoleDbContext db, Caller caller, Proposal proposal, Clearance clearance, IEnumerable<Decision> decisions, PolicyAnswer? rule, DateTimeOffset now)
    {
        // INVARIANT: nothing planted gets this far; should it ever, nothing comes of it.
        if (proposal.Planted is not null) throw new InvalidOperationException($"{proposal.Id} is planted and can never run.");
        var grant = Grant.Issue(proposal, clearance, now);
        db.Grants.Add(grant);
        if (proposal.Executes == Executor.Console)
        {
            // INVARIANT: the leave of what the console runs itself has no text: there is nothing that anybody else could use.
            db.Executions.Add(Execution.Order(proposal, now));
            ledger.Append(db, caller, new ExecutionOrdered(proposal.Id, grant));
            return grant;
        }

        grant.SealedText = tokens.Seal(proposal, grant, [.. Quorum.Yes(decisions, proposal)], rule);
        ledger.Append(db, caller, new GrantIssued(proposal.Id, grant));
        return grant;
    }
}
