using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

public sealed class AgentQueryTests
{
    [Theory, EveryDatabase]
    public async Task Lists_by_name_with_what_waits_and_narrows(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var query = console.Get<AgentQuery>();
        await console.AddAsync(A.Proposal().By(A.AgentCaller("beta")).Build(), A.Proposal().By(A.AgentCaller("beta")).In(ProposalStatus.Frozen).Build(),
            A.Proposal().By(A.AgentCaller("beta")).In(ProposalStatus.Succeeded).Build());
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent("Alpha"), "drill"), default);

        var all = await query.ListAsync(new(), 0, 50, default);

        Assert.Equal([("Alpha", 0, "drill"), ("beta", 2, null), ("gamma", 0, null)], all.Select(row => (row.Name, row.Waiting, row.Stop?.Reason)));
        Assert.Equal(["gamma"], await NamesAsync(new() { Stage = Stage.Propose }));
        Assert.Equal(["Alpha"], await NamesAsync(new() { IsStoppedOnly = true }));
        Assert.Equal(["Alpha", "beta", "gamma"], await NamesAsync(new() { Search = " A" }));
        Assert.Equal(["beta", "gamma"], (await query.AfterAsync(new(), "Alpha", 50, default)).Select(row => row.Name));
        Assert.Equal((3, 0), (await query.CountAsync(new() { Dri = "DRI@" }, default), await query.CountAsync(new() { IsArchived = true }, default)));

        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "all"), default);
        Assert.Equal(3, await query.CountAsync(new() { IsStoppedOnly = true }, default));

        async Task<IEnumerable<string>> NamesAsync(AgentFilter filter) => (await query.ListAsync(filter, 0, 50, default)).Select(row => row.Name);
    }

    [Theory, EveryDatabase]
    public async Task Shows_what_was_granted_beside_what_was_used(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AcceptAsync(A.Tool("mail.send").Document());
        await console.ChangeAsync("beta", A.Agent("beta").MayUse("billing.refund", null, "production").MayUse("mail.send", null, "staging").Document());
        await console.AddAsync(A.Proposal().By(A.AgentCaller("beta")).Build(), A.Proposal().By(A.AgentCaller("beta")).Build(),
            A.Proposal().By(A.AgentCaller("beta")).SubmittedAt(A.Moment.AddDays(-40)).Build(),
            A.Proposal().By(A.AgentCaller("beta", "staging")).Build());
        await console.Get<RetireToolHandler>().HandleAsync(new(new Caller.Server(), "mail.send"), default);

        var shown = (await console.Get<AgentQuery>().FindAsync("beta", default))!;

        Assert.Equal([("billing.refund", 2, true), ("mail.send", 0, false)],
            shown.Manifest.Select(row => (row.Entry.Tool, row.ProposedLately, row.Contract is not null)));
        Assert.Equal(A.Moment, shown.Manifest[0].LastProposedAt);
        Assert.Null(await console.Get<AgentQuery>().FindAsync("nobody", default));
    }

    [Theory, EveryDatabase]
    public async Task Tools_are_listed_and_shown_with_their_history(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var query = console.Get<ToolQuery>();
        await console.AcceptAsync(A.Tool("Crm.find").Doing(Domain.Tools.SideEffect.Read).Document());
        await console.AcceptAsync(A.Tool().Version(2).Document());
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Tool("billing.refund"), "drill"), default);

        Assert.Equal([("Crm.find", 1, null), ("billing.refund", 2, "drill")], (await query.ListAsync(new(), 0, 50, default)).Select(row => (row.Name, row.Version.Version, row.Stop?.Reason)));
        Assert.Equal(["Crm.find"], (await query.ListAsync(new(SideEffect: Domain.Tools.SideEffect.Read), 0, 50, default)).Select(row => row.Name));
        Assert.Equal(["Crm.find"], (await query.ListAsync(new(" CRM"), 0, 50, default)).Select(row => row.Name));
        Assert.Equal(["billing.refund"], (await query.AfterAsync(new(), "Crm.find", 50, default)).Select(row => row.Name));

        var now = (await query.FindAsync("billing.refund", null, default))!;
        var then = (await query.FindAsync("billing.refund", 1, default))!;
        Assert.Equal((2, 1), (now.Shown.Version, then.Shown.Version));
        Assert.Equal(["Alpha", "beta", "gamma"], now.Agents);
        Assert.Equal([2, 1], now.Versions.Select(version => version.Version));
        Assert.Equal("the server", now.Versions[0].AcceptedBy);
        Assert.Null(await query.FindAsync("billing.refund", 3, default));
    }

    [Theory, EveryDatabase]
    public async Task What_a_stop_would_reach_is_what_it_then_reaches(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var released = A.Proposal().By(A.AgentCaller("beta")).In(ProposalStatus.Released).Build();
        await console.AddAsync(A.Proposal().By(A.AgentCaller("beta")).Build(), A.Proposal().By(A.AgentCaller("beta")).In(ProposalStatus.Holding).Build(),
            A.Proposal().By(A.AgentCaller("beta")).In(ProposalStatus.Running).Build(), A.Proposal().By(A.AgentCaller("gamma")).Build(), released);
        await console.AddAsync(Grant.Issue(released, A.Clearance(released), A.Moment));

        var said = await console.Get<StopQuery>().CountAsync(StopTarget.Agent("beta"), default);
        var did = Assert.IsType<StopOutcome.Stopped>(await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent("beta"), "drill"), default));

        Assert.Equal(new StopCounts(1, 1, 1, 1, 0), said);
        Assert.Equal((said.Pending + said.Holding, said.UnusedGrants, said.Running), (did.Report.Frozen, did.Report.Revoked, did.Report.Running));
        Assert.Equal(2, (await console.Get<StopQuery>().CountAsync(StopTarget.Agent("beta"), default)).Frozen);
    }

    [Theory, EveryDatabase]
    public async Task No_number_tells_which_proposals_were_planted(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync(A.Proposal().By(A.AgentCaller("beta")).Build(), A.Proposal().By(A.AgentCaller("beta")).Build());
        await console.ReadAsync(db => db.Proposals.Take(1).ExecuteUpdateAsync(row => row.SetProperty(proposal => proposal.Planted, Enum.GetValues<PlantedFlaw>()[0])));

        var listed = (await console.Get<AgentQuery>().ListAsync(new(), 0, 50, default)).Single(row => row.Name == "beta");
        var counted = await console.Get<StopQuery>().CountAsync(StopTarget.Agent("beta"), default);

        Assert.Equal((2, 2), (listed.Waiting, counted.Pending));
    }

    [Theory, EveryDatabase]
    public async Task A_tool_shows_its_own_stop_beside_the_stop_of_everything(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var server = new Caller.Server();
        await console.Get<StopHandler>().HandleAsync(new(server, StopTarget.Tool("billing.refund"), "its own"), default);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        await console.Get<StopHandler>().HandleAsync(new(server, StopTarget.Everything, "all"), default);

        var both = (await console.Get<ToolQuery>().FindAsync("billing.refund", null, default))!;
        await console.Get<ResumeHandler>().HandleAsync(new(server, StopTarget.Tool("billing.refund"), "over"), default);
        var one = (await console.Get<ToolQuery>().FindAsync("billing.refund", null, default))!;

        Assert.Equal(["all", "its own"], both.Stops.Select(stop => stop.Reason));
        Assert.Equal((true, false), (both.HasOwnStop, one.HasOwnStop));
    }

    private static async Task<TestConsole> ReadyAsync(DatabaseProvider provider)
    {
        var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent("Alpha").Document());
        await console.RegisterAsync(A.Agent("beta").Document());
        await console.RegisterAsync(A.Agent("gamma").Stage(Stage.Propose).Document());
        return console;
    }
}
