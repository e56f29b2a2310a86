using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Alerts;

/// <summary>The door of the Alerts room on the wire.</summary>
public static class AlertsModule
{
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/v1/alerts").WithTags("Alerts");
        alerts.MapGet("", AlertEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).Produces<ListView<AlertView>>().Refuses(400, "malformed");
        alerts.MapGet("{id}", AlertEndpoints.GetAsync).RequirePerson(Permission.ReadProposals).Produces<AlertView>().Refuses(404, "not_found");
        alerts.MapPost("{id}/acknowledge", AlertEndpoints.AcknowledgeAsync).RequirePerson(Permission.HandleAlerts).Produces<AlertView>()
            .Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "already_acknowledged", "already_resolved");
        alerts.MapPost("{id}/silence", AlertEndpoints.SilenceAsync).RequirePerson(Permission.HandleAlerts).Takes<AlertBodies.SilenceBody>().Produces<AlertView>()
            .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "already_resolved").Refuses(422, "not_acceptable");
        alerts.MapPost("{id}/resolve", AlertEndpoints.ResolveAsync).RequirePerson(Permission.HandleAlerts).Takes<AlertBodies.ResolveBody>().Produces<AlertView>()
            .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "already_resolved");

        var rules = routes.MapGroup("/api/v1/alert-rules").WithTags("Alerts");
        rules.MapGet("", AlertRuleEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).Produces<ListView<JsonObject>>();
        rules.MapPost("", AlertRuleEndpoints.CreateAsync).RequirePerson(Permission.WriteAlertRules).Takes<AlertBodies.RuleBody>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Refuses(400, "malformed").Refuses(409, "too_many").Refuses(422, "document_invalid");
        rules.MapPost("backtest", AlertRuleEndpoints.BacktestAsync).RequirePerson(Permission.WriteAlertRules).Takes<AlertBodies.RuleBody>().Produces<AlertBacktestView>()
            .Refuses(400, "malformed").Refuses(422, "document_invalid", "not_backtestable");
        rules.MapGet("{id}", AlertRuleEndpoints.GetAsync).RequirePerson(Permission.ReadProposals).Produces<JsonObject>().Refuses(404, "not_found");
        rules.MapPut("{id}", AlertRuleEndpoints.ReplaceAsync).RequirePerson(Permission.WriteAlertRules).Takes<AlertBodies.RuleBody>().Produces<JsonObject>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "changed").Refuses(412, "changed").Refuses(422, "document_invalid");
        rules.MapDelete("{id}", AlertRuleEndpoints.RemoveAsync).RequirePerson(Permission.WriteAlertRules).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");

        var channels = routes.MapGroup("/api/v1/alert-channels").WithTags("Alerts");
        channels.MapGet("", AlertChannelEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries).Produces<ListView<AlertChannelView>>();
        channels.MapPost("", AlertChannelEndpoints.AddAsync).RequirePerson(Permission.ManageDeliveries).Takes<AlertBodies.ChannelBody>().Produces<AlertChannelView>(StatusCodes.Status201Created)
            .Refuses(400, "malformed").Refuses(409, "too_many").Refuses(422, "channel_invalid");
        channels.MapDelete("{id}", AlertChannelEndpoints.RemoveAsync).RequirePerson(Permission.ManageDeliveries).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        return routes;
    }
}
