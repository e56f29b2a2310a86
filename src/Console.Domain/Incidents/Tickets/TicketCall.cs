namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>One exchange with a ticket system, as it goes over the wire.</summary>
public sealed record TicketCall(string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body = null)
{
    // It carries the secret, which no log may.
    public override string ToString() => $"{Method} {Url}";
}
