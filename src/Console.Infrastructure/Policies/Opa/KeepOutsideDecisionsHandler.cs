using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Keeps what OPAs elsewhere log of their decisions, each once however often it is sent.</summary>
public sealed partial class KeepOutsideDecisionsHandler(
    ConsoleTransaction transaction, OpaOptions options, TimeProvider clock, ILogger<KeepOutsideDecisionsHandler> logger)
{
    /// <summary>How many were new; null where this is no decision log.</summary>
    /// <exception cref="BusyException">Not all is kept; sent again, the rest will be.</exception>
    public async Task<int?> HandleAsync(ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        if (OutsideLogReader.Read(json, options.BundleName, clock.Instant(), out var leftOut) is not { } decisions) return null;
        if (leftOut > 0) LogLeftOut(leftOut);

        var kept = 0;
        foreach (var chunk in decisions.Chunk(OpaLimits.LogChunk)) kept += await transaction.RunAsync((db, inner) => KeepAsync(db, chunk, inner), cancellation);
        return kept;
    }

    // Without an entry in the ledger: nothing of ours changes by what somebody else says to have decided.
    private static async Task<int> KeepAsync(ConsoleDbContext db, OutsideDecision[] decisions, CancellationToken cancellation)
    {
        var ids = decisions.Select(decision => decision.DecisionId).ToList();
        var known = await db.OutsideDecisions.Where(row => ids.Contains(row.DecisionId)).Select(row => row.DecisionId).ToHashSetAsync(cancellation);
        var news = decisions.Where(decision => !known.Contains(decision.DecisionId)).ToList();
        db.OutsideDecisions.AddRange(news);
        return news.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries of an OPA's decision log cannot be read and were left out.")]
    private partial void LogLeftOut(int count);
}
