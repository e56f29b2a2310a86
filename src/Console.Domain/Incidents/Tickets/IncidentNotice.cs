using System.Text;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>The <c>data</c> of the event that an incident was opened: what is known, by name, without what is not.</summary>
public static class IncidentNotice
{
    public static string Of(TicketText text) => Encoding.UTF8.GetString(TicketJson.Write(json =>
    {
        foreach (var name in TicketText.Names)
        {
            var value = text.Values[name];
            // Half of an address leads elsewhere.
            if (value.Length == 0 || (name == TicketText.LinkName && value.Length > IncidentLimits.NoticeLinkLengthMax)) continue;
            json.WriteString(name, name == TicketText.LinkName ? value : ShortText.Of(value, IncidentLimits.NoticeValueLengthMax));
        }
    }));
}
