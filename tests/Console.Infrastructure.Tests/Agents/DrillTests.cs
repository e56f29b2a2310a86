using System.Collections.Concurrent;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

public sealed class DrillTests
{
    private const string Name = "support-triage-v3";

    [Theory, EveryDatabase]
    public async Task A_drill_counts_what_a_stop_would_reach_and_leaves_everything_as_it_was(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var (pending, released) = (A.Proposal().Build(), A.Proposal().In(ProposalStatus.Released).Build());
        await console.AddAsync(pending, released, A.Proposal().In(ProposalStatus.Running).Build());
        await console.AddAsync(Grant.Issue(released, A.Clearance(released), A.Moment));

        var drilled = Assert.IsType<DrillOutcome.Drilled>(await DrillAsync(console, StopTarget.Agent(Name)));

        Assert.Equal((1, 1, 1, null, true), (drilled.Drill.Frozen, drilled.Drill.Revoked, drilled.Drill.Running, drilled.Drill.Fault, drilled.Drill.HasHeld));
        Assert.Equal(0, await console.ReadAsync(db => db.StopOrders.CountAsync()));
        Assert.Equal([ProposalStatus.Pending, ProposalStatus.Released, ProposalStatus.Running],
            (await console.ReadAsync(db => db.Proposals.Select(row => row.Status).ToListAsync())).Order());
        Assert.Null(await console.ReadAsync(db => db.Grants.Select(row => row.RevokedAt).SingleAsync()));
        var kinds = (await console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("proposal", StringComparison.Ordinal) || kind.StartsWith("stop", StringComparison.Ordinal));
        Assert.Equal(["stop_drilled"], kinds);
    }

    [Theory, EveryDatabase]
    public async Task Those_who_write_beside_a_drill_notice_nothing_of_it(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync([.. Enumerable.Range(0, 30).Select(_ => (object)A.Proposal().Build())]);

        var seen = new ConcurrentBag<int>();
        var work = Enumerable.Range(0, 12).Select(each => each % 3 == 0 ? DrillAsync(console, StopTarget.Everything) : LookAsync()).ToList();
        await Task.WhenAll(work);

        Assert.Equal(8, seen.Count);
        Assert.All(seen, frozen => Assert.Equal(0, frozen));

        Assert.Equal(4, await console.ReadAsync(db => db.StopDrills.CountAsync()));
        Assert.Equal(30, await console.ReadAsync(db => db.Proposals.CountAsync(row => row.Status == ProposalStatus.Pending && row.Version == 1)));
        await console.WholeLedgerAsync();

        async Task LookAsync() => seen.Add(await console.Transaction.RunAsync(
            (db, inner) => db.Proposals.CountAsync(row => row.Status == ProposalStatus.Frozen, inner), default));
    }

    [Fact]
    public async Task What_is_stopped_or_is_not_there_is_not_drilled()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent(Name), "odd"), default);

        Assert.IsType<DrillOutcome.AlreadyStopped>(await DrillAsync(console, StopTarget.Agent(Name)));
        Assert.IsType<DrillOutcome.Unknown>(await DrillAsync(console, StopTarget.Agent("nobody")));
        Assert.IsType<DrillOutcome.RoleMissing>(await console.Get<DrillHandler>().HandleAsync(new(A.AgentCaller(), StopTarget.Everything), default));
    }

    [Fact]
    public async Task One_drill_is_due_in_so_many_hours()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        var job = console.Get<DrillJob>();

        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);
        console.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
    }

    [Fact]
    public void A_drill_that_took_too_long_has_not_held()
    {
        var drill = new StopDrill
        {
            Id = Guid.Empty,
            Scope = StopScope.Everything,
            Name = "",
            DrilledBy = "server",
            At = A.Moment,
            ElapsedMs = AgentLimits.StopMsMax + 1,
            Frozen = 0,
            Revoked = 0,
            Running = 0,
        };

        Assert.False(drill.HasHeld);
        Assert.True(DrillJob.ReportOf(new DrillOutcome.Drilled(drill)).HasFailed);
        Assert.False(DrillJob.ReportOf(new DrillOutcome.AlreadyStopped()).HasFailed);
    }

    private static async Task<TestConsole> ReadyAsync(DatabaseProvider provider)
    {
        var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().Document());
        return console;
    }

    private static Task<DrillOutcome> DrillAsync(TestConsole console, StopTarget target) =>
        console.Get<DrillHandler>().HandleAsync(new(new Caller.Server(), target), default);
}
