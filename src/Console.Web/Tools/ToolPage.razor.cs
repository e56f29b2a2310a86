using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools;

/// <summary>One tool: its contract in plain words, its versions, who may propose it, its stop switch.</summary>
public sealed partial class ToolPage
{
    private ToolDetail? _tool;
    private string _json = "";

    private IReadOnlyList<GuardHealth>? _health;
    private bool _maySet;

    [Inject] public required ToolQuery Query { get; init; }

    [Inject] public required GuardQuery Guards { get; init; }

    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "version")] public int? Version { get; set; }

    protected override bool IsEmpty => _tool is null;

    /// <summary>The version in use, where another one is shown.</summary>
    private int? Newer => _tool?.Versions.FirstOrDefault(version => version.IsCurrent && version.Version != _tool.Shown.Version)?.Version;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Tool(Name), Topic.Tools, Topic.Agents], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _tool = await Query.FindAsync(Name, Version, cancellation);
        _maySet = Reader?.May(Permission.OperateTools) ?? false;
        _health = _tool is null ? null : await Guards.OfAsync(Name, cancellation);
        _json = _tool is null ? "" : ReadableJson.Of(JsonElement.Parse(_tool.Shown.Document));
    }
}
