using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>One agent: who answers for it, what it may propose, its keys, its stop switch.</summary>
public sealed partial class AgentPage
{
    private AgentDetail? _agent;
    private IReadOnlyList<AgentKeyRow> _keys = [];
    private IReadOnlyList<string> _environments = [];
    private string _json = "";

    [Inject] public required AgentQuery Query { get; init; }

    [Inject] public required AgentKeyQuery KeyQuery { get; init; }

    [Parameter] public string Name { get; set; } = "";

    protected override bool IsEmpty => _agent is null;

    private bool IsStoppedByName => _agent?.Stops.Any(stop => stop.Scope == StopScope.Agent) == true;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Agent(Name), Topic.Agents, Topic.Tools], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _agent = await Query.FindAsync(Name, cancellation);
        if (_agent is null) return;
        _keys = await KeyQuery.OfAgentAsync(Name, cancellation);
        _environments = [.. _agent.Manifest.SelectMany(row => row.Entry.Environments).Distinct().Order(StringComparer.Ordinal)];
        _json = ReadableJson.Of(JsonElement.Parse(_agent.Agent.Document));
    }

    private static string OwnersOf(AgentDocument document)
    {
        var owners = new[] { ("security", document.Owners.Security), ("SRE", document.Owners.Sre), ("product", document.Owners.Product), ("engineering", document.Owners.Engineering) }
            .Where(owner => owner.Item2 is not null).Select(owner => $"{owner.Item1}: {owner.Item2}").ToList();
        return owners.Count == 0 ? "none named" : string.Join(", ", owners);
    }
}
