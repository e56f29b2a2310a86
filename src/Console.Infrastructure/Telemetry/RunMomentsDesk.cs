using AgentConsole.Domain;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Tells the operational store when a run begins and ends; the same told twice is told once.</summary>
public sealed class RunMomentsDesk
{
    private readonly TraceWriter _writer;
    private readonly TimeProvider _clock;

    internal RunMomentsDesk(TraceWriter writer, TimeProvider clock) => (_writer, _clock) = (writer, clock);

    public Task StartedAsync(Run run, CancellationToken cancellation) => _writer.TellAsync(FactEvents.Started(run, _clock.Instant()), cancellation);

    public Task EndedAsync(Run run, CancellationToken cancellation) => _writer.TellAsync(FactEvents.Ended(run, _clock.Instant()), cancellation);
}
