using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Deliveries;

/// <summary>The attempts of one delivery, the last one first.</summary>
public sealed partial class DeliveryAttempts
{
    [Parameter, EditorRequired] public DeliveryId Id { get; set; }

    [Parameter] public bool IsMail { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<DeliveryAttempt> Attempts { get; set; } = [];
}
