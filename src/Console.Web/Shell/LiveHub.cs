using AgentConsole.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Web.Shell;

/// <summary>Tells listeners outside that something changed, by id; it takes no calls, and what is so is read by HTTP.</summary>
[RequireCaller]
public sealed class LiveHub(LiveConnections connections) : Hub
{
    public override async Task OnConnectedAsync()
    {
        if (Context.User?.CallerOf() is not { } caller)
        {
            Context.Abort();
            return;
        }

        connections.Add(caller, Context);
        foreach (var group in LiveGroups.Of(caller)) await Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
