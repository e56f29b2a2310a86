using AgentConsole.Domain.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The ledger's head is the hash of its last entry.</summary>
public sealed class LedgerHealth(LedgerQuery query) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var head = await query.HeadAsync(cancellationToken);
        if (head.Seq == 0) return HealthCheckResult.Healthy("The ledger is empty.");
        var last = await query.AfterAsync(head.Seq - 1, 1, cancellationToken);
        return last.Count == 1 && HashChain.HashOf(last[0]).AsSpan().SequenceEqual(head.Hash)
            ? HealthCheckResult.Healthy($"The head is entry {head.Seq}.")
            : HealthCheckResult.Unhealthy($"The head does not match entry {head.Seq}.");
    }
}
