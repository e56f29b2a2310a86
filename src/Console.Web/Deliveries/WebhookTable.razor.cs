using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Deliveries;

/// <summary>Webhooks with what can be done to each; removing asks once more, since a secret does not come back.</summary>
public sealed partial class WebhookTable
{
    private WebhookEndpointId? _removing;

    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>At least one; all of one kind.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<WebhookRow> Rows { get; set; } = [];

    [Parameter, EditorRequired] public bool CanChange { get; set; }

    [Parameter] public EventCallback<WebhookRow> OnRotate { get; set; }

    [Parameter] public EventCallback<WebhookRow> OnTest { get; set; }

    [Parameter] public EventCallback<WebhookRow> OnSwitch { get; set; }

    [Parameter] public EventCallback<WebhookRow> OnRemove { get; set; }

    private bool IsRotating(WebhookRow row) => row.PreviousSecretUntil > Clock.GetUtcNow();

    private Task RemoveAsync(WebhookRow row)
    {
        _removing = null;
        return OnRemove.InvokeAsync(row);
    }
}
