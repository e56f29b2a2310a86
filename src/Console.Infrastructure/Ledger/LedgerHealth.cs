using AgentConsole.Domain.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The ledger's head is the hash of its last entry, and the background check has found no fault. Anybody may ask, so it says no figure.</summary>
public sealed class LedgerHealth(LedgerQuery query, LedgerPatrol patrol) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Nothing mends a broken chain: a node that were not ready for it would never be ready again.
        if (patrol.Found is not null) return HealthCheckResult.Degraded("The ledger is broken; the log says where.");
        var head = await query.HeadAsync(cancellationToken);
        if (head.Seq == 0) return HealthCheckResult.Healthy("The ledger is empty.");
        var last = await query.AfterAsync(head.Seq - 1, 1, cancellationToken);
        return last.Count == 1 && HashChain.HashOf(last[0]).AsSpan().SequenceEqual(head.Hash)
            ? HealthCheckResult.Healthy("The head matches the last entry.")
            : HealthCheckResult.Unhealthy("The head does not match the last entry.");
    }
}
