namespace AgentConsole.Domain.Deliveries;

/// <summary>How far a delivery got.</summary>
public enum DeliveryStatus
{
    Waiting,
    Delivered,
    Failed,
}
