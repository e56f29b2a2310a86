using AgentConsole.Domain.Provenance;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Runs;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Runs;

/// <summary>One run, step by step: where a reviewer lands who asks in what an argument was first seen.</summary>
public sealed partial class RunPage
{
    private RunSheet? _sheet;

    [Inject] public required RunQuery Query { get; init; }

    [SupplyParameterFromQuery] public string? Agent { get; set; }

    [SupplyParameterFromQuery] public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "run")] public string? Name { get; set; }

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Queue, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation) =>
        _sheet = await Query.OfAsync(Agent ?? "", Environment ?? "", Name ?? "", cancellation);

    private static string WordOf(ReadingKind? kind) => kind switch
    {
        ReadingKind.Goal => "goal",
        ReadingKind.User => "message",
        _ => "result",
    };
}
