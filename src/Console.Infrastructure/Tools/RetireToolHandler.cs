using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Takes a tool out of use: what is proposed from the answer on is denied, and what was under way with it is over.</summary>
public sealed class RetireToolHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, Standstill standstill, ContractCache contracts, TimeProvider clock)
{
    public async Task<RetireToolOutcome> HandleAsync(RetireTool command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageTools)) return new RetireToolOutcome.RoleMissing(Permission.ManageTools);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is RetireToolOutcome.Retired) await contracts.ReloadAsync(cancellation);
        return outcome;

        async Task<RetireToolOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.ToolVersions.SingleOrDefaultAsync(row => row.Name == command.Name && row.IsCurrent, inner) is not { } current)
                return new RetireToolOutcome.Unknown();

            current.IsCurrent = false;
            await standstill.EndAsync(db, command.Caller, StopTarget.Tool(current.Name), "tool_retired", clock.Instant(), inner);
            ledger.Append(db, command.Caller, new ToolRetired(current.Name, current.Version));
            return new RetireToolOutcome.Retired(current.Name, current.Version);
        }
    }
}
