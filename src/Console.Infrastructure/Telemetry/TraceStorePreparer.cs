using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Makes the operational store ready at start.</summary>
public sealed class TraceStorePreparer
{
    private readonly TraceStore _store;

    internal TraceStorePreparer(TraceStore store) => _store = store;

    /// <summary>Nothing where this use of the store changes nothing.</summary>
    public Task PrepareAsync(StoreUse use, CancellationToken cancellation) =>
        use == StoreUse.Read ? Task.CompletedTask : _store.PrepareAsync(cancellation);
}
