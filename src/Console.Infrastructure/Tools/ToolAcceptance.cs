using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>The step of accepting one contract inside a transaction; one document and many go the same way.</summary>
public sealed class ToolAcceptance(LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>What writing it would come to; changes nothing.</summary>
    public async Task<AcceptToolOutcome> JudgeAsync(ConsoleDbContext db, WrittenTool tool, CancellationToken cancellation)
    {
        var (name, version) = (tool.Contract.Name, tool.Contract.Version);
        var held = await db.ToolVersions.AsNoTracking().Where(row => row.Name == name)
            .Select(row => new { row.Version, row.ContractHash, row.IsCurrent }).ToListAsync(cancellation);
        var current = held.SingleOrDefault(row => row.IsCurrent)?.Version;
        var newest = held.Select(row => row.Version).DefaultIfEmpty(0).Max();

        if (held.SingleOrDefault(row => row.Version == version) is { } same)
        {
            if (same.ContractHash != tool.Document.Hash) return new AcceptToolOutcome.VersionExists(name, version);
            // A retired tool comes back by accepting its newest version again.
            if (current is not null || version != newest) return new AcceptToolOutcome.Unchanged(name, version);
        }
        else if (version < newest)
        {
            return new AcceptToolOutcome.VersionTooLow(name, version, newest);
        }

        return new AcceptToolOutcome.Accepted(name, version, current);
    }

    /// <summary>Writes what was judged acceptable.</summary>
    public async Task WriteAsync(
        ConsoleDbContext db, Caller caller, WrittenTool tool, AcceptToolOutcome.Accepted accepted, CancellationToken cancellation)
    {
        var rows = await db.ToolVersions.Where(row => row.Name == accepted.Name && (row.IsCurrent || row.Version == accepted.Version))
            .ToListAsync(cancellation);
        foreach (var row in rows) row.IsCurrent = row.Version == accepted.Version;
        if (!rows.Exists(row => row.Version == accepted.Version)) db.ToolVersions.Add(RowOf(caller, tool));
        ledger.Append(db, caller, new ToolAccepted(
            accepted.Name, accepted.Version, tool.Contract.SideEffect, tool.Document.Hash, accepted.Previous));
    }

    private ToolVersion RowOf(Caller caller, WrittenTool tool) => new()
    {
        Name = tool.Contract.Name,
        Version = tool.Contract.Version,
        SideEffect = tool.Contract.SideEffect,
        Document = tool.Document.Text,
        ContractHash = tool.Document.Hash,
        AcceptedAt = clock.Instant(),
        AcceptedBy = caller.Actor,
        IsCurrent = true,
    };
}
