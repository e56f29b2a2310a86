using System.Text.Json;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Anything else: the event <c>incident.opened</c> as Standard Webhooks signs it, or the JSON that a template makes of it.</summary>
internal sealed class WebhookSystem : ITicketSystem
{
    public IEnumerable<Fault> FaultsOf(TicketTarget target)
    {
        if (target.Template is { } template && TicketTemplate.FaultOf(template) is { } fault) yield return new("/template", "malformed", fault);
    }

    public string? FaultOfSecret(string secret) => WebhookSecret.Parse(secret) is null ? "The secret of a webhook is whsec_ and 24 to 64 bytes in base64." : null;

    public TicketCall Create(TicketTarget target, TicketText text, string secret, TicketStamp stamp) => Signed(target, secret, stamp,
        target.Template is { } template ? TicketTemplate.Fill(template, text.Values) : DecisionDocument.NoticeMessage(EventType.IncidentOpened, IncidentNotice.Of(text), stamp.EventAt));

    // Every attempt has the same id, by which the receiver takes it once.
    public IReadOnlyList<TicketCall> Find(TicketTarget target, TicketText text, string secret) => [];

    public TicketCall Probe(TicketTarget target, string secret, TicketStamp stamp) => Signed(target, secret, stamp, DecisionDocument.TestMessage(stamp.EventAt));

    public TicketReceipt ReceiptOf(TicketTarget target, JsonElement answer) =>
        new(TicketLink.Key(answer.Text("key") ?? answer.Text("id") ?? answer.Number("id")), TicketLink.Of(target, answer.Text("url")));

    public TicketReceipt? FoundIn(TicketTarget target, TicketText text, JsonElement answer) => null;

    private static TicketCall Signed(TicketTarget target, string secret, TicketStamp stamp, byte[] body)
    {
        var signed = WebhookSignature.Sign(stamp.Delivery.ToString(), stamp.SentAt, body, [WebhookSecret.Parse(secret)!]);
        return new("POST", target.BaseUrl, TicketHeaders.Of(
            (WebhookHeaders.IdName, signed.Id!), (WebhookHeaders.TimestampName, signed.Timestamp!), (WebhookHeaders.SignatureName, signed.Signature!)), body);
    }
}
