using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Accepts a tool's contract: a new tool, or a higher version that new proposals use from the answer on.</summary>
public sealed class AcceptToolHandler(ConsoleTransaction transaction, ToolAcceptance acceptance, ContractCache contracts)
{
    public async Task<AcceptToolOutcome> HandleAsync(AcceptTool command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageTools)) return new AcceptToolOutcome.RoleMissing(Permission.ManageTools);
        if (WrittenTool.Read(command.Document, out var faults) is not { } tool) return new AcceptToolOutcome.Malformed(faults);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is AcceptToolOutcome.Accepted) await contracts.ReloadAsync(cancellation);
        return outcome;

        async Task<AcceptToolOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (command.VersionSeen is { } seen && await CurrentAsync(db, inner) is var now && now != seen) return new AcceptToolOutcome.Stale(now);
            var judged = await acceptance.JudgeAsync(db, tool, inner);
            if (judged is AcceptToolOutcome.Accepted accepted) await acceptance.WriteAsync(db, command.Caller, tool, accepted, inner);
            return judged;
        }

        Task<int> CurrentAsync(ConsoleDbContext db, CancellationToken inner) =>
            db.ToolVersions.Where(row => row.Name == tool.Contract.Name && row.IsCurrent).Select(row => row.Version).SingleOrDefaultAsync(inner);
    }
}
