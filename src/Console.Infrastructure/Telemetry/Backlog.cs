using System.Diagnostics.Metrics;
using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>What waits, as gauges: looked up now and then, because whoever reads a gauge does not wait for a database.</summary>
internal sealed partial class Backlog : IDisposable
{
    private readonly IDbContextFactory<ConsoleDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Meter _figures = new(Signals.Name);
    private long _pending;
    private long _outbox;
    private double _oldestSeconds;

    public Backlog(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock, ILogger<Backlog> logger)
    {
        (_contexts, _clock, _logger) = (contexts, clock, logger);
        _figures.CreateObservableGauge("agentconsole.queue.length", () => _pending, "{proposal}", "Proposals that wait for a reviewer.");
        _figures.CreateObservableGauge("agentconsole.queue.oldest_age", () => _oldestSeconds, "s", "How long the oldest of them has waited.");
        _figures.CreateObservableGauge("agentconsole.outbox.waiting", () => _outbox, "{delivery}", "Deliveries that are not done.");
    }

    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellation);
            var now = _clock.Instant();
            var waiting = db.Proposals.Where(proposal => proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now);
            var oldest = await waiting.MinAsync(proposal => (DateTimeOffset?)proposal.SubmittedAt, cancellation);
            _pending = await waiting.LongCountAsync(cancellation);
            _oldestSeconds = oldest is { } since ? (now - since).TotalSeconds : 0;
            _outbox = await db.Outbox.LongCountAsync(item => item.Status == DeliveryStatus.Waiting, cancellation);
        }
#pragma warning disable CA1031 // Figures are not worth a node; the next look may find the database again.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    public void Dispose() => _figures.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look up what waits.")]
    private partial void LogFailed(Exception exception);
}
