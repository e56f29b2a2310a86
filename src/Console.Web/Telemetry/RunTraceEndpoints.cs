using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Telemetry;

/// <summary>Runs, their stories and their events, for people and for the agents whose they are.</summary>
internal static class RunTraceEndpoints
{
    public static async Task<IResult> ListAsync(HttpContext context, RunsQuery query, string? search, string? agent, string? environment, string? workflow, string? state,
        string? fault_domain, string? faulty, string? cost_min, string? from, string? to, string? tool, string? model, string? rule, string? sort, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead<RunPlace>(cursor, limit, RunPlace.TryParse, out var position)) return ListPosition.Malformed;
        if (!RunsRequest.TryRead(search, agent, environment, workflow, state, fault_domain, faulty, cost_min, from, to, tool, model, rule, out var filter, out var fault)) return RequestBody.Malformed("", fault);
        switch (context.Caller())
        {
            case Caller.Agent own:
                filter = filter with { Agent = own.Name, Environment = own.Environment };
                break;
            case var person when !person.May(Permission.ReadProposals):
                return Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "None of your roles may read runs.");
        }

        switch (sort)
        {
            case null or "newest":
                break;
            case "suspect" when position.After is null:
                var suspects = await query.SuspectsAsync(filter, position.Limit, cancellation);
                var judged = await query.PoliciesAsync([.. suspects.Select(one => one.Run.Id)], cancellation);
                return TypedResults.Ok(ListView.Of(suspects.Select(one => RunTraceView.Of(one.Run, judged[one.Run.Id]) with { Triage = new(one.Triage.Score, one.Triage.Why) })));
            default:
                return RequestBody.Malformed("", "sort is newest, or suspect, which has one page.");
        }

        var runs = await query.ListAsync(filter, position.After, position.Limit + 1, cancellation);
        var policies = await query.PoliciesAsync([.. runs.Select(run => run.Id)], cancellation);
        return TypedResults.Ok(ListView.Of(runs, position.Limit, run => RunTraceView.Of(run, policies[run.Id]), run => RunsQuery.PlaceOf(run).ToString()));
    }

    public static Task<IResult> GetAsync(HttpContext context, string id, RunsQuery query, string? agent, string? environment, CancellationToken cancellation) =>
        OfOneAsync(context, id, agent, environment, query, async run => TypedResults.Ok(RunTraceView.Of(run, (await query.PoliciesAsync([run.Id], cancellation))[run.Id])), cancellation);

    public static Task<IResult> StoryAsync(HttpContext context, string id, RunsQuery query, TimeProvider clock, string? agent, string? environment, CancellationToken cancellation) =>
        OfOneAsync(context, id, agent, environment, query, async run =>
        {
            var read = await query.ReadAsync(run, cancellation);
            return TypedResults.Ok(StoryView.Of(run.Name, run.Agent, RunStory.Of(read, run.Totals, run.EndWord, clock.Instant()), read.IsCut));
        }, cancellation);

    public static Task<IResult> EventsAsync(HttpContext context, string id, RunsQuery query, string? agent, string? environment, string? cursor, string? limit, CancellationToken cancellation) =>
        OfOneAsync(context, id, agent, environment, query, async run =>
        {
            if (!ListPosition.TryRead<RunPlace>(cursor, limit, RunPlace.TryParse, out var position)) return ListPosition.Malformed;
            var events = await query.EventsAsync(run.Id, position.After, position.Limit + 1, cancellation);
            return TypedResults.Ok(ListView.Of(events, position.Limit, EventView.Of, one => RunsQuery.PlaceOf(one).ToString()));
        }, cancellation);

    // A run's name is its agent's own: another agent's looks as if there were none, and a person says whose where several have it.
    private static async Task<IResult> OfOneAsync(HttpContext context, string id, string? agent, string? environment, RunsQuery query, Func<RunFigures, Task<IResult>> answer, CancellationToken cancellation)
    {
        switch (context.Caller())
        {
            case Caller.Agent own:
                (agent, environment) = (own.Name, own.Environment);
                break;
            case var person when !person.May(Permission.ReadProposals):
                return Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "None of your roles may read runs.");
        }

        var runs = await query.FindAsync(PathName.Of(id), agent, environment, cancellation);
        return runs switch
        {
            [] => Problems.NotFound("run"),
            [var run] => await answer(run),
            _ => Problems.Of(StatusCodes.Status409Conflict, "ambiguous", string.Create(CultureInfo.InvariantCulture,
                $"{runs.Count} agents have a run of this name: say ?agent= and ?environment=, one of {string.Join(", ", runs.Select(run => run.Agent + " in " + run.Environment))}.")),
        };
    }
}
