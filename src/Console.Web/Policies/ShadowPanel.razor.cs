using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Policies;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>Where the version in shadow would have answered otherwise, as it happens.</summary>
public sealed partial class ShadowPanel
{
    private ShadowReport? _report;

    [Inject] public required ShadowQuery Query { get; init; }

    [Parameter, EditorRequired] public string Set { get; set; } = "";

    /// <summary>The version that may be in shadow; null where none is being written.</summary>
    [Parameter, EditorRequired] public int? Number { get; set; }

    protected override bool IsEmpty => _report is null;

    // A proposal that comes in is a question that both were asked.
    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Queue, Topic.Policies], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation) =>
        _report = Number is { } number ? await Query.OfAsync(Set, number, cancellation) : null;
}
