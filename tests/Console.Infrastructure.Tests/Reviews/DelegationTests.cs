using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Access;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class DelegationTests
{
    [Theory, EveryDatabase]
    public async Task While_one_is_away_another_sees_and_decides_what_waits_for_the_first(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (rita, fin) = (await console.AddPersonAsync("rita@example.com", Role.Reviewer), await console.AddPersonAsync("fin@example.com", Role.Finance));
        var proposal = await console.ProposedAsync("key-1");
        Assert.Equal(0, await WaitingAsync(console, fin));

        Assert.IsType<DelegationOutcome.Begun>(await LendAsync(console, rita, "fin@example.com", TimeSpan.FromHours(8)));

        Assert.Equal(1, await WaitingAsync(console, fin));
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(fin, proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
        Assert.Contains((await console.WholeLedgerAsync()), entry => entry.Kind == "delegation_begun");
    }

    [Theory, EveryDatabase]
    public async Task It_ends_by_time_by_either_of_the_two_and_with_the_lender_s_account(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (rita, fin) = (await console.AddPersonAsync("rita@example.com", Role.Reviewer), await console.AddPersonAsync("fin@example.com", Role.Finance));
        await console.ProposedAsync("key-1", lifetimeSeconds: 100_000);
        var first = Assert.IsType<DelegationOutcome.Begun>(await LendAsync(console, rita, "fin@example.com", TimeSpan.FromHours(8)));
        await console.Get<DelegationHandler>().EndAsync(fin, first.Delegation.Id, default);
        Assert.Equal(0, await WaitingAsync(console, fin));
        Assert.IsType<DelegationOutcome.NotFound>(await console.Get<DelegationHandler>().EndAsync(fin, first.Delegation.Id, default));

        await LendAsync(console, rita, "fin@example.com", TimeSpan.FromHours(8));
        await console.ReadAsync(db => db.Users.Where(row => row.Id == rita.Id.Value).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, true)));
        Assert.Equal(0, await WaitingAsync(console, fin));
        await console.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, false)));
        Assert.Equal(1, await WaitingAsync(console, fin));
        console.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(0, await WaitingAsync(console, fin));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_is_lent_what_does_not_count_for_the_lender(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (rita, fin) = (await console.AddPersonAsync("rita@example.com", Role.Reviewer), await console.AddPersonAsync("fin@example.com", Role.Finance));
        await console.RegisterAsync(A.Agent("own").Document(), rita);
        var own = ((Infrastructure.Proposals.ProposeOutcome.Recorded)await console.ProposeAsync("key-1", caller: A.AgentCaller("own"))).Proposal;
        await LendAsync(console, rita, "fin@example.com", TimeSpan.FromHours(8));

        Assert.Equal(0, await WaitingAsync(console, fin));
        Assert.Equal(DecideRefusal.RoleMissing, Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(fin, own, DecisionKind.Approve)).Why);
    }

    [Theory, EveryDatabase]
    public async Task It_is_lent_by_who_decides_to_who_decides_and_not_for_ever(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var rita = await console.AddPersonAsync("rita@example.com", Role.Reviewer);
        var audit = await console.AddPersonAsync("audit@example.com", Role.Auditor);
        await console.AddPersonAsync("ben@example.com", Role.Reviewer);

        Assert.IsType<DelegationOutcome.NotAReviewer>(await LendAsync(console, rita, "audit@example.com", TimeSpan.FromHours(1)));
        Assert.IsType<DelegationOutcome.NotAReviewer>(await LendAsync(console, rita, "rita@example.com", TimeSpan.FromHours(1)));
        Assert.IsType<DelegationOutcome.NotAReviewer>(await LendAsync(console, rita, "nobody@example.com", TimeSpan.FromHours(1)));
        Assert.IsType<DelegationOutcome.WrongTime>(await LendAsync(console, rita, "ben@example.com", TimeSpan.Zero));
        Assert.IsType<DelegationOutcome.WrongTime>(await LendAsync(console, rita, "ben@example.com", TimeSpan.FromDays(61)));
        Assert.IsType<DelegationOutcome.RoleMissing>(await LendAsync(console, audit, "ben@example.com", TimeSpan.FromHours(1)));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_s_role_counts_twice_whoever_speaks_first(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (rita, fin) = (await console.AddPersonAsync("rita@example.com", Role.Reviewer), await console.AddPersonAsync("fin@example.com", Role.Finance));
        var (first, second) = (await console.ProposedAsync("key-1"), await console.ProposedAsync("key-2", """{"order_id":"W-2","amount":1}"""));
        await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Proposals" SET "ApprovalsNeeded" = 2, "ApprovalClauses" = '2:reviewer'"""));
        await LendAsync(console, rita, "fin@example.com", TimeSpan.FromHours(8));

        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(fin, first, DecisionKind.Approve));
        Assert.Equal(DecideRefusal.RoleMissing, Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(rita, first, DecisionKind.Approve)).Why);
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(rita, second, DecisionKind.Approve));
        Assert.Equal(DecideRefusal.RoleMissing, Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(fin, second, DecisionKind.Approve)).Why);
    }

    private static Task<DelegationOutcome> LendAsync(TestConsole console, Caller from, string to, TimeSpan time) =>
        console.Get<DelegationHandler>().BeginAsync(from, to, console.Clock.Instant() + time, default);

    private static Task<int> WaitingAsync(TestConsole console, Caller.Person person) => console.Get<QueueQuery>().WaitingAsync(person, default);
}
