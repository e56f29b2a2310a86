using AgentConsole.Domain;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Jobs;

public sealed class JobRunRecorderTests
{
    [Theory, EveryDatabase]
    public async Task A_job_that_finds_nothing_every_second_makes_one_row_an_hour_and_one_write_a_minute(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);

        for (var second = 0; second < 3_600; second++)
        {
            await RunAsync(console, "tests.idle");
            console.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var row = Assert.Single(await RowsAsync(console));
        Assert.InRange(row.Runs, 3_540, 3_600);
        for (var second = 0; second < 130; second++)
        {
            await RunAsync(console, "tests.idle");
            console.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, (await RowsAsync(console)).Count);
    }

    [Theory, EveryDatabase]
    public async Task What_did_something_stands_alone_and_behind_what_came_before_it(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);

        foreach (var done in (int[])[0, 0, 0, 7, 0])
        {
            await RunAsync(console, "tests.busy", done);
            console.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await console.Get<JobRunRecorder>().StopAsync(default);

        Assert.Equal([(3, 0), (1, 7), (1, 0)], (await RowsAsync(console)).Select(row => (row.Runs, row.Done)));
    }

    [Theory, EveryDatabase]
    public async Task What_ended_long_ago_is_forgotten_and_nothing_else(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        await RunAsync(console, "tests.old", 1);
        console.Clock.Advance(TimeSpan.FromDays(JobLimits.RunDays) + TimeSpan.FromSeconds(1));
        await RunAsync(console, "tests.new", 1);

        var report = await new TrimJobRunsJob(console.Transaction, console.Clock).RunOnceAsync(default);

        Assert.Equal((1, "tests.new"), (report.Done, Assert.Single(await RowsAsync(console)).Job));
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddSingleton<JobRunRecorder>());

    private static Task<List<JobRun>> RowsAsync(TestConsole console) =>
        console.ReadAsync(db => db.JobRuns.AsNoTracking().OrderBy(row => row.BeganAt).ToListAsync());

    private static Task RunAsync(TestConsole console, string job, int done = 0)
    {
        var now = console.Clock.Instant();
        return console.Get<JobRunRecorder>().RecordAsync(new()
        {
            Id = Guid.CreateVersion7(now),
            Job = job,
            Node = "node",
            BeganAt = now,
            EndedAt = now,
            TookMilliseconds = 1,
            Outcome = JobRunOutcome.Succeeded,
            IsOrdered = false,
            Done = done,
            Summary = "",
        });
    }
}
