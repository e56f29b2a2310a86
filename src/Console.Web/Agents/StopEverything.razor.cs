using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Live;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>Knows, live, whether everything is stopped.</summary>
public sealed partial class StopEverything
{
    private bool _isStopped;

    [Inject] public required StopQuery Stops { get; init; }

    protected override Task OnInitializedAsync() => WatchAsync(Topic.Agents, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation) =>
        _isStopped = (await Stops.InForceAsync(cancellation)).Any(stop => stop.Scope == StopScope.Everything);
}
