using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Quartz;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Jobs;

public sealed class PersistentStoreTests
{
    [Theory, EveryDatabase]
    public async Task A_start_forgets_no_trigger(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var kept = new TriggerKey("kept", "tests");
        DateTimeOffset? before;
        await using (var first = await JobsConsole.NodeAsync(database, new()))
        {
            var scheduler = await first.SchedulerAsync();
            await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(ProbeJob.Key).WithIdentity(kept).StartAt(DateTimeOffset.Parse("2100-01-01T00:00:00Z", null)).Build());
            before = (await scheduler.GetTrigger(kept))!.NextFireTimeUtc;
        }

        await using var second = await JobsConsole.NodeAsync(database, new());

        Assert.Equal(before, (await (await second.SchedulerAsync()).GetTrigger(kept))!.NextFireTimeUtc);
    }

    [Theory, EveryDatabase]
    public async Task What_another_build_left_behind_is_taken_out(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var console = await JobsConsole.NodeAsync(database, new());
        var scheduler = await console.SchedulerAsync();
        var old = new JobKey("renamed", "tests");
        await scheduler.AddJob(JobBuilder.Create<ProbeJob>().WithIdentity(old).StoreDurably().Build(), new AddJobOptions());

        await console.Get<AlignJob>().RunOnceAsync(scheduler, default);

        Assert.Equal((false, true), (await scheduler.Exists(old), await scheduler.Exists(ProbeJob.Key)));
    }

    [Theory, EveryDatabase]
    public async Task What_an_older_build_took_out_is_put_back(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var part = new ProbeJob.Part();
        await using var console = await JobsConsole.NodeAsync(database, part, everySeconds: 1);
        var scheduler = await console.SchedulerAsync();
        Assert.True(await scheduler.DeleteJob(ProbeJob.Key));

        await console.Get<AlignJob>().RunOnceAsync(scheduler, default);

        Assert.True(await scheduler.Exists(ProbeJob.Key));
        var ran = part.Times.Count;
        await Eventually.IsTrueAsync(() => part.Times.Count > ran, "it runs by its plan again");
    }

    [Fact]
    public async Task Of_two_nodes_each_round_is_run_by_one()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var part = new ProbeJob.Part();
        await using var one = await JobsConsole.NodeAsync(database, part, everySeconds: 1);
        await using var other = await JobsConsole.NodeAsync(database, part, everySeconds: 1);
        var scheduler = await one.SchedulerAsync();
        await Eventually.IsTrueAsync(async () => (await scheduler.QueryClusterNodes()).Count == 2, "both nodes are there");
        var from = part.Times.Count;

        await Eventually.IsTrueAsync(() => part.Times.Count >= from + 5, "five rounds of a second each");

        var times = part.Times.Skip(from).ToList();
        Assert.Equal(times.Distinct(), times);
    }

    [Theory, EveryDatabase]
    public async Task A_pause_survives_a_start_and_holds_on_another_node(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var first = await JobsConsole.NodeAsync(database, new(), everySeconds: 1))
            Assert.IsType<ActOnJobOutcome.Paused>(await first.ActAsync(JobVerb.Pause));

        var part = new ProbeJob.Part();
        await using var second = await TestConsole.StartAsync(database, configure: services => JobsConsole.Add(services, database, part, everySeconds: 1));
        var scheduler = await second.SchedulerAsync();
        var trigger = new TriggerKey(ProbeJob.Key.Name, ProbeJob.Key.Group);
        var begun = TimeProvider.System.GetUtcNow();
        await Eventually.IsTrueAsync(async () => (await scheduler.GetTrigger(trigger))?.PreviousFireTimeUtc > begun, "a round of it has passed");

        Assert.Empty(part.Times);
        Assert.IsType<ActOnJobOutcome.Resumed>(await second.ActAsync(JobVerb.Resume));
        await Eventually.IsTrueAsync(() => !part.Times.IsEmpty, "it runs by its plan again");
    }
}
