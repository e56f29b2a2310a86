using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AgentConsole.Infrastructure.Tests.Jobs;

/// <summary>A node with the scheduler and one job that the test can watch. Its clock is the machine's: what is tested is that things happen by themselves.</summary>
internal static class JobsConsole
{
    public static readonly Caller.Person Oncall = A.Person("Olga Oncall", Role.Oncall);

    public static async Task<TestConsole> NodeAsync(TestDatabase database, ProbeJob.Part part, int everySeconds = 3_600, FakeClock? clock = null)
    {
        var console = await TestConsole.StartAsync(database, configure: services => Add(services, database, part, everySeconds, clock));
        // The first round comes with the start.
        await Eventually.IsTrueAsync(() => !part.Times.IsEmpty, "the job runs at the start");
        return console;
    }

    public static void Add(IServiceCollection services, TestDatabase database, ProbeJob.Part part, int everySeconds = 3_600, FakeClock? clock = null)
    {
        services.AddSingleton<TimeProvider>(clock ?? TimeProvider.System);
        services.AddSingleton(part);
        services.AddAccess().AddJob<ProbeJob>(ProbeJob.Plan(everySeconds)).AddJobs(database.Options);
    }

    public static async Task<IScheduler> SchedulerAsync(this TestConsole console) => await console.Get<ISchedulerFactory>().GetScheduler();

    public static Task<ActOnJobOutcome> ActAsync(this TestConsole console, JobVerb verb, Caller? caller = null, string? job = null) =>
        console.Get<ActOnJobHandler>().HandleAsync(new(caller ?? Oncall, job ?? ProbeJob.Plan().Name, verb), default);

    public static Task<List<JobRun>> RunsAsync(this TestConsole console) => console.ReadAsync(db =>
        db.JobRuns.AsNoTracking().Where(run => run.Job == "tests.probe").OrderBy(run => run.BeganAt).ToListAsync());

    public static Task<List<string>> KindsAsync(this TestConsole console) => console.ReadAsync(db =>
        db.LedgerEntries.OrderBy(entry => entry.Seq).Select(entry => entry.Kind).ToListAsync());
}
