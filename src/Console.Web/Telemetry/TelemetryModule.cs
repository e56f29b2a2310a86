using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Telemetry;

/// <summary>The door of the Telemetry room on the wire.</summary>
public static class TelemetryModule
{
    public static IEndpointRouteBuilder MapTelemetry(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/traces", TraceEndpoints.TakeAsync).RequireAgent().WithTags("Runs").Takes<TraceBodies.EventBody>().Produces<TraceAnswer>()
            .Refuses(400, "malformed").Refuses(413, "too_large").Refuses(415, "json_expected", "encoding_unknown").Refuses(429, "busy");
        // OpenTelemetry's protocol, not ours: the address, the spellings and the answers are theirs.
        routes.MapPost("/v1/traces", OtlpEndpoints.TakeAsync).RequireAgent().ExcludeFromDescription();
        var runs = routes.MapGroup("/api/v1/runs").WithTags("Runs");
        runs.MapGet("", RunTraceEndpoints.ListAsync).RequireCaller().Produces<ListView<RunTraceView>>().Refuses(400, "malformed").Refuses(403, "role_missing");
        runs.MapGet("{id}", RunTraceEndpoints.GetAsync).RequireCaller().Produces<RunTraceView>()
            .Refuses(403, "role_missing").Refuses(404, "not_found").Refuses(409, "ambiguous");
        runs.MapGet("{id}/story", RunTraceEndpoints.StoryAsync).RequireCaller().Produces<StoryView>()
            .Refuses(403, "role_missing").Refuses(404, "not_found").Refuses(409, "ambiguous");
        runs.MapGet("{id}/events", RunTraceEndpoints.EventsAsync).RequireCaller().Produces<ListView<EventView>>()
            .Refuses(400, "malformed").Refuses(403, "role_missing").Refuses(404, "not_found").Refuses(409, "ambiguous");
        return routes;
    }
}
