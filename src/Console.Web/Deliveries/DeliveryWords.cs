using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;

namespace AgentConsole.Web.Deliveries;

/// <summary>The sentences of this room, the same on pages and on the wire.</summary>
internal static class DeliveryWords
{
    public static string Sentence(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Select(fault => fault.Message)),
        WebhookOutcome.Unknown => "There is no such webhook; somebody may have removed it.",
        WebhookOutcome.UnknownAgent unknown => $"There is no agent {unknown.Agent}.",
        WebhookOutcome.HasSecret => "The agent has a callback secret already. Rotate it to see a new one; for a day both sign.",
        WebhookOutcome.NoAddress => "This is an agent's callback secret; its addresses come with its proposals.",
        WebhookOutcome.TooMany many => $"There are {many.Max} webhooks already; remove one first.",
        WebhookOutcome.NotYourAgent => "Somebody else answers for this agent.",
        WebhookOutcome.RoleMissing => "You do not hold a role that may do this.",
        _ => ""
    };

    public static string Sentence(ResendOutcome outcome) => outcome switch
    {
        ResendOutcome.Queued => "It is sent again, under the same id.",
        ResendOutcome.UnderWay => "An attempt is on its way at this moment.",
        ResendOutcome.Unknown => "There is no such delivery.",
        ResendOutcome.RoleMissing => "You do not hold a role that may do this.",
        _ => ""
    };

    /// <summary>How far it got, in the words of the badge.</summary>
    public static string State(DeliveryRow row) => row switch
    {
        { Status: DeliveryStatus.Waiting, FailureCode: not null } => "retrying",
        { Status: DeliveryStatus.Waiting, AttemptCount: > 0 } => "sending",
        _ => WireName.Of(row.Status)
    };

    public static string Whose(DeliveryRow row) => row switch
    {
        { PersonId: not null } => $"to {row.PersonName}",
        { EndpointId: not null } => "registered webhook",
        { EventType: EventType.IncidentTicket } => "ticket of an incident",
        _ => $"callback of {row.Agent}",
    };

    public static string Answer(DeliveryRow row) => row.LastHttpStatus is { } status ? $"{Protocol(row.PersonId is not null)} {status}" : "";

    public static string Answer(DeliveryAttempt attempt, bool isMail) =>
        attempt.StatusCode is { } status ? $"{Protocol(isMail)} {status}" : Why(attempt.Fault ?? "unreachable");

    /// <summary>Why it did not arrive, for a person.</summary>
    public static string Why(string code) => code switch
    {
        "receiver_error" => "The receiver answered with an error.",
        "receiver_busy" => "The receiver is busy and asked to wait.",
        "receiver_refused" => "The receiver did not take it.",
        "redirect_refused" => "The receiver sent us elsewhere; redirects are never followed. Correct the address.",
        "endpoint_gone" => "The receiver said that it is gone; the webhook was switched off.",
        "endpoint_disabled" => "The webhook is switched off.",
        "endpoint_removed" => "The webhook was removed.",
        "timed_out" => "The receiver did not answer in time.",
        "unreachable" => "Nobody answered at that address.",
        "address_blocked" => "The address is not a public one.",
        "secret_unreadable" => "The secret can no longer be opened; rotate it.",
        "mail_refused" => "The mail server refused it for good.",
        "mail_deferred" => "The mail server asked to wait.",
        "mail_off" => "No mail server is configured.",
        "mail_unwanted" => "The person switched e-mail off.",
        "person_gone" => "The person may not sign in any more.",
        "decided_meanwhile" => "It waited no longer when this was to be sent.",
        "address_unsupported" => "The person's address cannot be written to.",
        "ticket_unauthorized" => "The system does not know the secret. Correct it in the configuration, then send again.",
        "ticket_forbidden" => "The secret may not do this there.",
        "ticket_not_found" => "There is no such project there, or the secret may not see it.",
        "ticket_gone" => "Tickets are switched off there.",
        "ticket_invalid" => "The system would not have the ticket as it is; it says why.",
        "ticket_target_removed" => "The target was removed.",
        "ticket_target_disabled" => "The target is switched off.",
        "ticket_secret_missing" => "No secret is configured under that name.",
        "ticket_secret_unfit" => "What is configured under that name is no secret of this kind.",
        "incident_unknown" => "There is no such incident any more.",
        "attempts_exhausted" => "No attempt was ever seen to end.",
        "url_scheme" or "url_port" or "url_userinfo" or "url_malformed" or "url_too_long" => "The address is none that may be sent to.",
        _ => code
    };

    private static string Protocol(bool isMail) => isMail ? "SMTP" : "HTTP";
}
