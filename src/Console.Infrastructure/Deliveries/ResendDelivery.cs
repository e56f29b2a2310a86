using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Send a delivery once more, under the same id.</summary>
public sealed record ResendDelivery(Caller Caller, DeliveryId Id);
