using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Jobs;

public sealed class ActOnJobHandlerTests
{
    [Theory, EveryDatabase]
    public async Task A_job_that_is_ordered_runs_though_it_is_paused_and_its_history_says_by_hand(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var part = new ProbeJob.Part();
        await using var console = await JobsConsole.NodeAsync(database, part);
        await Eventually.IsTrueAsync(async () => (await console.RunsAsync()).Count == 1, "the first run is written down");
        Assert.IsType<ActOnJobOutcome.Paused>(await console.ActAsync(JobVerb.Pause));

        Assert.IsType<ActOnJobOutcome.Ordered>(await console.ActAsync(JobVerb.Run));

        await Eventually.IsTrueAsync(async () => (await console.RunsAsync()).Count == 2, "the ordered run is written down");
        var runs = await console.RunsAsync();
        Assert.Equal([false, true], runs.Select(run => run.IsOrdered));
        Assert.All(runs, run => Assert.Equal((JobRunOutcome.Succeeded, 1, "It was watched."), (run.Outcome, run.Done, run.Summary)));
        Assert.Equal(["job_paused", "job_run_ordered"], await console.KindsAsync());
    }

    [Fact]
    public async Task A_job_that_runs_is_not_run_again()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var end = new TaskCompletionSource();
        var part = new ProbeJob.Part
        {
            Act = async cancellation =>
            {
                await end.Task.WaitAsync(cancellation);
                return new(1, "It was long.");
            },
        };
        await using var console = await JobsConsole.NodeAsync(database, part);

        Assert.IsType<ActOnJobOutcome.Running>(await console.ActAsync(JobVerb.Run));
        end.SetResult();

        await Eventually.IsTrueAsync(async () => await console.ActAsync(JobVerb.Run) is ActOnJobOutcome.Ordered, "it has ended");
        Assert.Equal(["job_run_ordered"], await console.KindsAsync());
    }

    [Fact]
    public async Task The_second_to_pause_is_told_of_the_first_and_nothing_is_resumed_twice()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var console = await JobsConsole.NodeAsync(database, new());
        await console.ActAsync(JobVerb.Pause);

        var second = Assert.IsType<ActOnJobOutcome.AlreadyPaused>(await console.ActAsync(JobVerb.Pause, A.Person("Adam Admin", Role.Admin)));
        Assert.Equal(JobsConsole.Oncall.Actor, second.By);
        Assert.IsType<ActOnJobOutcome.Resumed>(await console.ActAsync(JobVerb.Resume));
        Assert.IsType<ActOnJobOutcome.NotPaused>(await console.ActAsync(JobVerb.Resume));

        Assert.Equal(["job_paused", "job_resumed"], await console.KindsAsync());
    }

    [Fact]
    public async Task Who_may_not_changes_nothing_and_what_is_unknown_is_said_to_be()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var console = await JobsConsole.NodeAsync(database, new());
        var auditor = A.Person("Otto Auditor", Role.Auditor);

        foreach (var verb in Enum.GetValues<JobVerb>())
        {
            Assert.IsType<ActOnJobOutcome.RoleMissing>(await console.ActAsync(verb, auditor));
            Assert.IsType<ActOnJobOutcome.Unknown>(await console.ActAsync(verb, job: "tests.nobody"));
        }

        Assert.Empty(await console.KindsAsync());
    }
}
