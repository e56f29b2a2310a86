using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>Counts what waits for the signed-in person, live.</summary>
public sealed partial class WaitingBadge
{
    private int? _waiting;

    [Inject] public required QueueQuery Queue { get; init; }

    [Inject] public required CurrentCaller Current { get; init; }

    protected override Task OnInitializedAsync() => WatchAsync(Topic.Queue, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var person = await Current.FindAsync(cancellation);
        _waiting = person is not null && person.May(Permission.DecideProposals) ? await Queue.WaitingAsync(person, cancellation) : null;
    }
}
