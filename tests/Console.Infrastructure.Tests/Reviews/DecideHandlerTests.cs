using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class DecideHandlerTests
{
    [Theory, EveryDatabase]
    public async Task A_yes_releases_with_one_grant_and_whoever_comes_later_hears_who_was_first(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");

        var yes = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Ana"), proposal, DecisionKind.Approve));
        var late = Assert.IsType<DecideOutcome.AlreadyDecided>(await console.DecideAsync(A.Reviewer("Ben"), proposal, DecisionKind.Reject));

        Assert.Equal((ProposalStatus.Released, "Ana", ProposalStatus.Released), (yes.Proposal.Status, late.By, late.Status));
        Assert.Equal(proposal.Digest, (await console.ReadAsync(db => db.Grants.SingleAsync())).ArgumentsDigest);
        Assert.Equal(["proposal_decided", "grant_issued"], (await console.WholeLedgerAsync()).TakeLast(2).Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task A_no_and_a_sending_back_close_it_without_a_grant(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (first, second) = (await console.ProposedAsync("key-1"), await console.ProposedAsync("key-2"));

        await console.DecideAsync(A.Reviewer(), first, DecisionKind.Reject);
        await console.DecideAsync(A.Reviewer(), second, DecisionKind.SendBack);

        Assert.Equal((ProposalStatus.Rejected, ProposalStatus.SentBack),
            ((await console.RowAsync(first.Id)).Status, (await console.RowAsync(second.Id)).Status));
        Assert.Equal(0, await console.ReadAsync(db => db.Grants.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task An_edit_binds_the_grant_to_the_edited_arguments(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");

        Assert.IsType<DecideOutcome.Malformed>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Edit, """{"order_id":7}"""));
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Edit, """{"order_id":"W-1","amount":20}"""));

        var state = (await console.OwnAsync(proposal.Id))!;
        Assert.Equal("""{"amount":20,"order_id":"W-1"}""", state.Proposal.Arguments);
        Assert.Equal(state.Proposal.Digest, state.Grant!.ArgumentsDigest);
    }

    [Theory, EveryDatabase]
    public async Task A_second_yes_is_needed_where_two_are_asked_and_the_same_person_gives_only_one(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Proposals" SET "ApprovalsNeeded" = 2, "ApprovalClauses" = '2:reviewer'"""));
        var (ana, ben) = (A.Reviewer("Ana"), A.Reviewer("Ben"));

        var first = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(ana, proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Pending, 1), (first.Proposal.Status, first.ApprovalsGiven));
        Assert.IsType<DecideOutcome.AlreadyDecided>(await console.DecideAsync(ana, proposal, DecisionKind.Approve));
        var second = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(ben, proposal, DecisionKind.Approve));

        Assert.Equal((ProposalStatus.Released, 2), (second.Proposal.Status, second.ApprovalsGiven));
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_decide_and_what_was_not_read_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var registrar = A.Person("Regina", Role.Reviewer, Role.Dri);
        await console.RegisterAsync(A.Agent("own").Document(), registrar);
        var proposal = await console.ProposedAsync("key-1");
        var own = ((Infrastructure.Proposals.ProposeOutcome.Recorded)await console.ProposeAsync("key-2", caller: A.AgentCaller("own"))).Proposal;

        Assert.Equal(DecideRefusal.RoleMissing, RefusalOf(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve)));
        Assert.Equal(DecideRefusal.OwnProposal, RefusalOf(await console.DecideAsync(registrar, own, DecisionKind.Approve)));
        Assert.IsType<DecideOutcome.Changed>(await console.Get<DecideHandler>().HandleAsync(
            new(A.Reviewer(), proposal.Id, DecisionKind.Approve, "sha-256:other"), default));
        Assert.IsType<DecideOutcome.NotFound>(await console.DecideAsync(A.Reviewer(), A.Proposal().Build(), DecisionKind.Approve));

        Assert.Equal((ProposalStatus.Pending, 1), ((await console.RowAsync(proposal.Id)).Status, (await console.RowAsync(proposal.Id)).Version));
    }

    [Theory, EveryDatabase]
    public async Task What_is_overdue_or_stopped_is_not_released(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var overdue = await console.ProposedAsync("key-1", lifetimeSeconds: 60);
        var frozen = await console.ProposedAsync("key-2");
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(DecideRefusal.Expired, RefusalOf(await console.DecideAsync(A.Reviewer(), overdue, DecisionKind.Approve)));
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        Assert.Equal(DecideRefusal.NotPending, RefusalOf(await console.DecideAsync(A.Reviewer(), frozen, DecisionKind.Approve)));

        Assert.Equal(ProposalStatus.Expired, (await console.RowAsync(overdue.Id)).Status);
    }

    private static DecideRefusal RefusalOf(DecideOutcome outcome) => Assert.IsType<DecideOutcome.Refused>(outcome).Why;
}
