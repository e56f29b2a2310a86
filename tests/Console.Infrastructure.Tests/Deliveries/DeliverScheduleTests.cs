using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Quartz;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class DeliverScheduleTests
{
    [Fact]
    public async Task The_schedule_sends_what_no_hint_told_of()
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite, isScheduled: true);
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        var scheduler = await stage.Console.Get<ISchedulerFactory>().GetScheduler();

        Assert.True(await scheduler.Exists(DeliverJob.Key));
        Assert.True(await scheduler.Exists(new TriggerKey("deliver", "deliveries")));
        await scheduler.TriggerJob(DeliverJob.Key);

        await Eventually.IsTrueAsync(() => stage.Receiver.Received.Count == 1, "the job sends it");
    }
}
