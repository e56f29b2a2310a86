using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class VerifyLedgerJobTests
{
    [Theory, EveryDatabase]
    public async Task What_is_changed_after_one_round_is_found_in_the_next_and_told_to_the_health_check(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        await HappenAsync(console, 3);
        Assert.Equal("3 entries follow each other, up to the head.", (await RunAsync(console)).Summary);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(console)).Status);

        await console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Seq == 1)
            .ExecuteUpdateAsync(value => value.SetProperty(each => each.Value, "eve@example.com")));
        var report = await RunAsync(console);

        Assert.Equal("Broken at entry 1: the personal value \"email\" is not the one that it committed to.", report.Summary);
        Assert.Equal((HealthStatus.Degraded, "The ledger is broken; the log says where."), ((await HealthAsync(console)).Status, (await HealthAsync(console)).Description));
    }

    [Fact]
    public async Task A_fault_is_told_until_a_whole_round_finds_none()
    {
        await using var console = await StartAsync(DatabaseProvider.Sqlite);
        await HappenAsync(console, 2);
        var hash = await console.ReadAsync(db => db.LedgerHeads.Select(head => head.Hash).SingleAsync());
        await console.ReadAsync(db => db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Hash, HashChain.Genesis)));
        await RunAsync(console);
        Assert.NotNull(console.Get<LedgerPatrol>().Found);

        await console.ReadAsync(db => db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Hash, hash)));
        await RunAsync(console);

        Assert.Null(console.Get<LedgerPatrol>().Found);
    }

    [Fact]
    public async Task A_run_is_bounded_and_the_next_goes_on_where_it_ended()
    {
        await using var console = await StartAsync(DatabaseProvider.Sqlite);
        await HappenAsync(console, LedgerLimits.PatrolEntriesMax + 5);

        Assert.Equal(LedgerLimits.PatrolEntriesMax, (await RunAsync(console)).Done);
        Assert.Equal(new JobReport(5, "5 entries follow each other, up to the head."), await RunAsync(console));
        Assert.Equal(LedgerLimits.PatrolEntriesMax, (await RunAsync(console)).Done);
    }

    [Fact]
    public async Task A_head_that_went_back_behind_what_was_followed_is_found()
    {
        await using var console = await StartAsync(DatabaseProvider.Sqlite);
        await HappenAsync(console, LedgerLimits.PatrolEntriesMax + 5);
        await RunAsync(console);

        await console.ReadAsync(db => db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Seq, 7)));

        Assert.Equal("Broken at entry 7: the head went back: entry 10000 had been there.", (await RunAsync(console)).Summary);
    }

    [Fact]
    public async Task The_schedule_knows_it()
    {
        await using var console = await TestConsole.StartAsync(DatabaseProvider.Sqlite, (services, database) => services.AddAccess().AddLedger().AddJobs(database));
        await HappenAsync(console, 1);
        await console.ReadAsync(db => db.LedgerPersonalValues.ExecuteUpdateAsync(value => value.SetProperty(each => each.Value, "eve@example.com")));
        var scheduler = await console.Get<ISchedulerFactory>().GetScheduler();

        Assert.True(await scheduler.Exists(new TriggerKey("verify", "ledger")));
        await scheduler.TriggerJob(VerifyLedgerJob.Key);

        await Eventually.IsTrueAsync(() => console.Get<LedgerPatrol>().Found is not null, "the job finds it");
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddAccess().AddLedger().AddSingleton<LedgerHealth>());

    private static Task<int> HappenAsync(TestConsole console, int times) => console.Transaction.RunAsync((db, _) =>
    {
        for (var turn = 1; turn <= times; turn++)
            console.Ledger.Append(db, new Domain.Access.Caller.Server(), new Happened($"turn {turn}", turn == 1 ? "ana@example.com" : null));
        return Task.FromResult(times);
    }, CancellationToken.None);

    private static Task<JobReport> RunAsync(TestConsole console) => console.Get<VerifyLedgerJob>().RunOnceAsync(CancellationToken.None);

    private static Task<HealthCheckResult> HealthAsync(TestConsole console) => console.Get<LedgerHealth>().CheckHealthAsync(new(), CancellationToken.None);
}
