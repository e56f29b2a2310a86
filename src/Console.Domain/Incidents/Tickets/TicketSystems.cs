namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>The systems by their kinds.</summary>
public static class TicketSystems
{
    private static readonly JiraSystem Cloud = new(isCloud: true);
    private static readonly JiraSystem DataCenter = new(isCloud: false);
    private static readonly GitHubSystem GitHub = new();
    private static readonly GitLabSystem GitLab = new();
    private static readonly WebhookSystem Webhook = new();

    public static ITicketSystem Of(TicketKind kind) => kind switch
    {
        TicketKind.JiraCloud => Cloud,
        TicketKind.JiraDataCenter => DataCenter,
        TicketKind.Github => GitHub,
        TicketKind.Gitlab => GitLab,
        TicketKind.Webhook => Webhook,
    };
}
