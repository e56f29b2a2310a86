using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>Counts what waits for the signed-in person, live.</summary>
public sealed partial class WaitingBadge
{
    private int? _waiting;

    [Inject] public required QueueQuery Queue { get; init; }

    protected override Task OnInitializedAsync() => WatchAsync(Topic.Queue, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation) =>
        _waiting = Reader is { } person && person.May(Permission.DecideProposals) ? await Queue.WaitingAsync(person, cancellation) : null;
}
