namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Which system keeps the tickets of a target.</summary>
public enum TicketKind
{
    JiraCloud,
    JiraDataCenter,
    Github,
    Gitlab,
    Webhook,
}
