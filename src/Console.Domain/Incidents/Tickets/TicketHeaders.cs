namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>The headers of a call, and what may stand in one.</summary>
internal static class TicketHeaders
{
    public static List<KeyValuePair<string, string>> Of(params (string Name, string Value)[] headers) =>
        [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))];

    /// <summary>A secret goes into a header, which holds visible ASCII only.</summary>
    public static string? FaultOf(string secret) =>
        secret.Length == 0 || !secret.All(sign => sign is > ' ' and <= '~') ? "The secret is empty, or holds what no header takes." : null;
}
