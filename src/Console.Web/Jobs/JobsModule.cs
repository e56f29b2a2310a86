using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Jobs;

/// <summary>The door to the jobs of the console and the schedules of its agents on the wire.</summary>
public static class JobsModule
{
    public static IServiceCollection AddJobsWeb(this IServiceCollection services) => services.AddSingleton<ScheduleHandlers>();

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/v1/jobs").WithTags("Jobs");
        jobs.MapGet("", JobEndpoints.ListAsync).RequirePerson(Permission.ReadJobs).Produces<ListView<JobView>>();
        jobs.MapGet("{name}", JobEndpoints.GetAsync).RequirePerson(Permission.ReadJobs).Produces<JobView>().Refuses(404, "not_found");
        jobs.MapGet("{name}/runs", JobEndpoints.RunsAsync).RequirePerson(Permission.ReadJobs).Produces<ListView<JobRunView>>()
            .Refuses(400, "malformed").Refuses(404, "not_found");
        jobs.MapPost("{name}/run", JobEndpoints.RunAsync).RequirePerson(Permission.RunJobs).Produces<JobView>(StatusCodes.Status202Accepted)
            .Refuses(404, "not_found").Refuses(409, "job_running", "job_by_schedule");
        jobs.MapPost("{name}/pause", JobEndpoints.PauseAsync).RequirePerson(Permission.PauseJobs).Produces<JobView>()
            .Refuses(404, "not_found").Refuses(409, "already_paused");
        jobs.MapPost("{name}/resume", JobEndpoints.ResumeAsync).RequirePerson(Permission.PauseJobs).Produces<JobView>()
            .Refuses(404, "not_found").Refuses(409, "not_paused");

        var schedules = routes.MapGroup("/api/v1/schedules").WithTags("Schedules");
        schedules.MapGet("", ScheduleEndpoints.ListAsync).RequirePerson(Permission.ReadJobs).Produces<ListView<ScheduleView>>().Refuses(400, "malformed");
        schedules.MapPost("", ScheduleEndpoints.CreateAsync).RequirePerson(Permission.ManageSchedules).Takes<ScheduleBodies.ScheduleBody>()
            .Produces<ScheduleView>(StatusCodes.Status201Created)
            .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(409, "schedule_exists", "too_many").Refuses(422, "schedule_invalid");
        schedules.MapPost("preview", ScheduleEndpoints.PreviewAsync).RequirePerson(Permission.ReadJobs).Takes<ScheduleBodies.PreviewBody>()
            .Produces<PreviewView>().Refuses(400, "malformed").Refuses(422, "cron_invalid");
        schedules.MapGet("{id}", ScheduleEndpoints.GetAsync).RequirePerson(Permission.ReadJobs).Produces<ScheduleView>().Refuses(404, "not_found");
        schedules.MapPut("{id}", ScheduleEndpoints.ReplaceAsync).RequirePerson(Permission.ManageSchedules).Takes<ScheduleBodies.ScheduleBody>().Produces<ScheduleView>()
            .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "changed").Refuses(412, "changed").Refuses(422, "schedule_invalid");
        schedules.MapDelete("{id}", ScheduleEndpoints.RemoveAsync).RequirePerson(Permission.ManageSchedules).Produces(StatusCodes.Status204NoContent)
            .Refuses(403, "not_your_agent").Refuses(404, "not_found");
        schedules.MapPost("{id}/run", ScheduleEndpoints.RunAsync).RequirePerson(Permission.ManageSchedules).Produces<ScheduledRunView>(StatusCodes.Status202Accepted)
            .Refuses(403, "not_your_agent").Refuses(404, "not_found");
        schedules.MapGet("{id}/runs", ScheduleEndpoints.RunsAsync).RequirePerson(Permission.ReadJobs).Produces<ListView<ScheduledRunView>>()
            .Refuses(400, "malformed").Refuses(404, "not_found");
        return routes;
    }
}
