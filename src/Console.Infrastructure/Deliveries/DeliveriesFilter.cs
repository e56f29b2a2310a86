using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Which deliveries somebody wants to see: a part of an address, an agent, a tool, or a whole id.</summary>
public sealed record DeliveriesFilter(string? Search = null, DeliveryStatus? Status = null);
