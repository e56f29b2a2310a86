using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Incidents;

/// <summary>The door of the Incidents room on the wire.</summary>
public static class IncidentsModule
{
    public static IServiceCollection AddIncidentsWeb(this IServiceCollection services) => services.AddSingleton<TicketTargetDesk>();

    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/api/v1/incidents").WithTags("Incidents");
        incidents.MapGet("", IncidentEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).Produces<ListView<IncidentRowView>>().Refuses(400, "malformed");
        incidents.MapPost("", IncidentEndpoints.ReportAsync).RequirePerson(Permission.ReportFailures).Takes<IncidentBodies.ReportBody>()
            .Produces<IncidentView>(StatusCodes.Status201Created).Produces<IncidentView>().Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "ambiguous").Refuses(422, "incident_invalid");
        incidents.MapGet("{id}", IncidentEndpoints.GetAsync).RequirePerson(Permission.ReadProposals).Produces<IncidentView>().Refuses(404, "not_found");
        incidents.MapPut("{id}", IncidentEndpoints.ChangeAsync).Handles<IncidentBodies.ChangeBody>();
        incidents.MapPost("{id}/notes", IncidentEndpoints.NoteAsync).RequirePerson(Permission.ReportFailures).Takes<IncidentBodies.TextBody>().Produces<IncidentView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "too_many").Refuses(422, "incident_invalid");
        incidents.MapPost("{id}/follow-ups", IncidentEndpoints.FollowUpAsync).Handles<IncidentBodies.FollowUpBody>();
        incidents.MapPost("{id}/follow-ups/{number}/done", IncidentEndpoints.FinishAsync).RequirePerson(Permission.HandleIncidents).Produces<IncidentView>().Refuses(404, "not_found");
        incidents.MapPost("{id}/access-review", IncidentEndpoints.AccessReviewAsync).Handles<IncidentBodies.AccessReviewBody>();
        incidents.MapPost("{id}/close", IncidentEndpoints.CloseAsync).Handles<IncidentBodies.CloseBody>();
        incidents.MapPost("{id}/reopen", IncidentEndpoints.ReopenAsync).Handles<IncidentBodies.ReasonBody>();
        incidents.MapPost("{id}/tickets", IncidentEndpoints.TicketAsync).Handles<IncidentBodies.TicketBody>();
        incidents.MapGet("{id}/bundle", IncidentEndpoints.BundleAsync).RequirePerson(Permission.ReadProposals)
            .Produces(StatusCodes.Status200OK, contentType: "application/zip", additionalContentTypes: "application/json").Refuses(400, "malformed").Refuses(404, "not_found");
        incidents.MapPost("{id}/bundle", IncidentEndpoints.RefreshAsync).RequirePerson(Permission.ReportFailures).Produces<IncidentView>().Refuses(404, "not_found").Refuses(409, "too_many");
        incidents.MapGet("{id}/postmortem", IncidentEndpoints.PostmortemAsync).RequirePerson(Permission.ReadProposals)
            .Produces(StatusCodes.Status200OK, contentType: "text/markdown").Refuses(404, "not_found");
        incidents.MapPut("{id}/postmortem", IncidentEndpoints.WritePostmortemAsync).Handles<IncidentBodies.TextBody>();

        var targets = routes.MapGroup("/api/v1/ticket-targets").WithTags("Incidents");
        targets.MapGet("", TicketTargetEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries).Produces<ListView<TicketTargetView>>();
        targets.MapPost("", TicketTargetEndpoints.AddAsync).RequirePerson(Permission.ManageTicketTargets).Takes<IncidentBodies.TargetBody>()
            .Produces<TicketTargetView>(StatusCodes.Status201Created).Refuses(400, "malformed").Refuses(409, "name_taken", "too_many").Refuses(422, "ticket_target_invalid");
        targets.MapGet("{id}", TicketTargetEndpoints.GetAsync).RequirePerson(Permission.ReadDeliveries).Produces<TicketTargetView>().Refuses(404, "not_found");
        targets.MapPut("{id}", TicketTargetEndpoints.ChangeAsync).RequirePerson(Permission.ManageTicketTargets).Takes<IncidentBodies.TargetBody>().Produces<TicketTargetView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "name_taken").Refuses(422, "ticket_target_invalid");
        targets.MapDelete("{id}", TicketTargetEndpoints.RemoveAsync).RequirePerson(Permission.ManageTicketTargets).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        targets.MapPost("{id}/test", TicketTargetEndpoints.TestAsync).RequirePerson(Permission.ManageTicketTargets).Produces<TicketTestView>().Refuses(404, "not_found");
        return routes;
    }

    // What whoever handles an incident sends, and how it may be refused.
    private static RouteHandlerBuilder Handles<T>(this RouteHandlerBuilder endpoint) => endpoint.RequirePerson(Permission.HandleIncidents).Takes<T>().Produces<IncidentView>()
        .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "changed", "incident_incomplete", "wrong_state", "too_many").Refuses(422, "incident_invalid");
}
