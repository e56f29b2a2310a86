using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Jobs;

public sealed class JobSupervisorTests
{
    [Fact]
    public async Task A_run_that_breaks_is_told_without_what_the_exception_says()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var console = await JobsConsole.NodeAsync(database, new()
        {
            Act = _ => throw new InvalidOperationException("password=hunter2", new TimeoutException("db.internal")),
        });

        await Eventually.IsTrueAsync(async () => (await console.RunsAsync()).Count == 1, "the run is written down");

        var run = Assert.Single(await console.RunsAsync());
        Assert.Equal((JobRunOutcome.Failed, "InvalidOperationException: TimeoutException"), (run.Outcome, run.Fault));
        Assert.StartsWith("It failed; the log says why, under job-", run.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Summary + run.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_found_a_failure_is_a_failed_run_and_says_what_it_found()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var console = await JobsConsole.NodeAsync(database, new()
        {
            Act = _ => Task.FromResult(new JobReport(1, "Something still passed.") { HasFailed = true }),
        });

        await Eventually.IsTrueAsync(async () => (await console.RunsAsync()).Count == 1, "the run is written down");

        var run = Assert.Single(await console.RunsAsync());
        Assert.Equal((JobRunOutcome.Failed, "Something still passed.", null), (run.Outcome, run.Summary, run.Fault));
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_told_to_stop()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var clock = new FakeClock();
        var part = new ProbeJob.Part
        {
            Act = async cancellation =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return new(1, "never");
            },
        };
        await using var console = await JobsConsole.NodeAsync(database, part, clock: clock);

        await Eventually.IsTrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await console.RunsAsync()).Count == 1;
        }, "its time is over");

        var run = Assert.Single(await console.RunsAsync());
        Assert.Equal((JobRunOutcome.TimedOut, "It was told to stop after 30 s."), (run.Outcome, run.Summary));
        Assert.InRange(run.TookMilliseconds, 30_000, 40_000);
    }
}
