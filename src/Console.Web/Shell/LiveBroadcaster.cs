using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Web.Shell;

/// <summary>Passes what the change feed says on to the hub, to those who may hear it.</summary>
public sealed partial class LiveBroadcaster(
    ChangeFeed feed, HintQuery hints, SignInStanding standing, IHubContext<LiveHub> hub, LiveConnections connections,
    ILogger<LiveBroadcaster> logger) : IHostedService
{
    private readonly HashSet<Guid> _toldStops = [];
    private ChangeSubscription? _subscription;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _toldStops.UnionWith((await hints.StopsInForceAsync(cancellationToken)).Select(stop => stop.Order));
        _subscription = feed.SubscribeToAll(HeardAsync);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
    }

    // A listener that throws is dropped by the feed; this one has to outlive a database that is away for a moment.
    private async Task HeardAsync(ChangeBatch batch, CancellationToken cancellation)
    {
        try
        {
            await TellAsync(batch, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            LogFailed(failure);
        }
    }

    private async Task TellAsync(ChangeBatch batch, CancellationToken cancellation)
    {
        var topics = batch.Topics;
        if (batch.Everything || topics.Contains(Topic.Queue))
            await hub.Clients.Group(LiveGroups.Reviewers).SendAsync(LiveMessages.QueueChanged, cancellation);
        await TellProposalsAsync(topics, cancellation);
        foreach (var alert in topics.Where(topic => topic.Kind == Topic.AlertFired("").Kind))
            await hub.Clients.Group(LiveGroups.AlertReaders).SendAsync(LiveMessages.AlertFired, new { id = alert.Id }, cancellation);
        if (batch.Everything || topics.Any(topic => topic.Kind is "agents" or "agent")) await TellStopsAsync(cancellation);
        await SendAwayAsync(batch, cancellation);
    }

    private async Task TellProposalsAsync(IReadOnlyCollection<Topic> topics, CancellationToken cancellation)
    {
        var ids = topics.Where(topic => topic.Kind == Topic.Proposal("").Kind)
            .Select(topic => ProposalId.TryParse(topic.Id, out var id) ? id : (ProposalId?)null).OfType<ProposalId>().ToList();
        if (ids.Count == 0 || connections.Count == 0) return;

        foreach (var changed in await hints.OfProposalsAsync(ids, cancellation))
        {
            var message = new
            {
                id = changed.Id.ToString(),
                state = WireName.Of(changed.State),
                verdict = WireName.Of(changed.Verdict),
                version = changed.Version,
            };
            // What is planted is no proposal of the agent, and must not look like one to it.
            string[] groups = changed.IsPlanted ? [LiveGroups.ProposalReaders] : [LiveGroups.ProposalReaders, LiveGroups.Agent(changed.Environment, changed.Agent)];
            await hub.Clients.Groups(groups)
                .SendAsync(LiveMessages.ProposalChanged, message, cancellation);
        }
    }

    private async Task TellStopsAsync(CancellationToken cancellation)
    {
        var stops = await hints.StopsInForceAsync(cancellation);
        _toldStops.IntersectWith(stops.Select(stop => stop.Order));
        foreach (var stop in stops.Where(stop => _toldStops.Add(stop.Order)))
        {
            await hub.Clients.Group(LiveGroups.AgentReaders).SendAsync(LiveMessages.AgentStopped, new { agent = stop.Agent ?? "*", reason = stop.Reason }, cancellation);
            foreach (var agent in connections.Agents.Where(agent => stop.Agent is null || stop.Agent == agent.Name))
            {
                await hub.Clients.Group(LiveGroups.Agent(agent.Environment, agent.Name))
                    .SendAsync(LiveMessages.AgentStopped, new { agent = agent.Name, reason = stop.Reason }, cancellation);
            }
        }
    }

    private async Task SendAwayAsync(ChangeBatch batch, CancellationToken cancellation)
    {
        foreach (var (person, connection) in connections.People)
        {
            if (!batch.Everything && !batch.Topics.Contains(Topic.Standing(person.Id.ToString()))) continue;
            // Other roles hear other things: whoever may still listen connects again, and is put where that person now belongs.
            var now = connection.User is { } principal ? await standing.ReadAsync(principal, cancellation) : null;
            if (now is null || !now.Roles.SetEquals(person.Roles)) connection.Abort();
        }

        foreach (var agent in connections.Agents.Select(agent => agent.Name).Distinct().ToList())
        {
            if (!batch.Everything && !batch.Topics.Contains(Topic.Agent(agent))) continue;
            var keys = await hints.KeysInForceAsync(agent, cancellation);
            connections.End(caller => caller is Caller.Agent listening && listening.Name == agent && !keys.Contains(listening.Key));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Listeners could not be told of a change; they read what is so by HTTP")]
    private partial void LogFailed(Exception failure);
}
