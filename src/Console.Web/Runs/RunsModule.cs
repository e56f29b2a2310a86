using AgentConsole.Web.Access;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Runs;

/// <summary>The door of the Runs room on the wire.</summary>
public static class RunsModule
{
    public static IEndpointRouteBuilder MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/v1/runs").WithTags("Runs");
        runs.MapPost("", RunEndpoints.StartAsync).RequireAgent().Takes<RunBodies.StartBody>()
            .Produces<RunView>(StatusCodes.Status201Created).Produces<RunView>()
            .Refuses(400, "malformed").Refuses(409, "run_started", "run_ended", "run_full");
        runs.MapPost("{id}/end", RunEndpoints.EndAsync).RequireAgent().Takes<RunBodies.EndBody>().Produces<RunView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "run_ended");
        runs.MapPost("{id}/observations", RunEndpoints.ObserveAsync).RequireAgent().Takes<RunBodies.ObservationBody>()
            .Produces<ObservationView>(StatusCodes.Status201Created).Produces<ObservationView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "run_ended", "run_full");
        return routes;
    }
}
