using System.Collections.Frozen;

namespace AgentConsole.Infrastructure.Live;

/// <summary>Who wants to hear of a ledger entry, read from its kind and subject alone.</summary>
internal static class LedgerTopics
{
    // What happens to a person without changing what that person may do; whatever is not named here does.
    private static readonly FrozenSet<string> LeavesStanding =
        ["signed_in", "sign_in_refused", "recovery_code_used", "password_link_issued", "access_token_issued", "review_mail_chosen"];

    public static IEnumerable<Topic> Of(string kind, string subject)
    {
        yield return Topic.Ledger;
        var (room, id) = Split(subject);
        switch (room)
        {
            case "proposal":
                yield return Topic.Queue;
                yield return Topic.Proposal(id);
                break;
            case "agent":
                yield return Topic.Agents;
                yield return Topic.Agent(id);
                break;
            case "tool":
                yield return Topic.Tools;
                yield return Topic.Tool(id);
                break;
            case "stop":
                // A stop reaches agents, tools and everything that waits.
                yield return Topic.Agents;
                yield return Topic.Tools;
                yield return Topic.Queue;
                var (scope, name) = Split(id);
                if (scope == "agent") yield return Topic.Agent(name);
                if (scope == "tool") yield return Topic.Tool(name);
                break;
            case "policy":
                yield return Topic.Policies;
                break;
            case "risk_table":
                yield return Topic.Risk;
                break;
            case "person":
                yield return Topic.People;
                if (!LeavesStanding.Contains(kind)) yield return Topic.Standing(id);
                break;
            case "incident":
                yield return Topic.Incidents;
                yield return Topic.Incident(id);
                // What is opened may become a ticket, and be told.
                yield return Topic.Deliveries;
                break;
            case "ticket_target":
                yield return Topic.Incidents;
                break;
            case "permit":
                yield return Topic.Permits;
                break;
            case "price":
                yield return Topic.Prices;
                break;
            case "budget":
                yield return Topic.Budgets;
                break;
            case "alert":
                yield return Topic.Alerts;
                yield return Topic.Alert(id);
                yield return Topic.Deliveries;
                if (kind is "alert_fired" or "alert_reopened") yield return Topic.AlertFired(id);
                break;
            case "alert_rule":
                yield return Topic.AlertRules;
                break;
            case "job" or "schedule":
                yield return Topic.Jobs;
                break;
            case "delivery" or "webhook":
                yield return Topic.Deliveries;
                break;
        }

        if (kind is "execution_ordered" or "proposal_revoked" or "execution_begun" or "execution_ended" or "outcome_resolved" or "proposal_result_reported") yield return Topic.Executions;

        // A proposal that is decided or denied leaves something in the outbox.
        if (kind is "proposal_decided" or "proposal_released" or "proposal_expired" or "execution_ended") yield return Topic.Deliveries;
    }

    private static (string Room, string Id) Split(string subject)
    {
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (subject, "") : (subject[..colon], subject[(colon + 1)..]);
    }
}
