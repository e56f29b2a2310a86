using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class BlindnessTests
{
    [Theory, EveryDatabase]
    public async Task Whoever_has_not_voted_does_not_see_what_the_first_said_and_sees_it_afterwards(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Proposals" SET "ApprovalsNeeded" = 3, "ApprovalClauses" = '3:reviewer'"""));
        var (ana, ben) = (A.Reviewer("Ana"), A.Reviewer("Ben"));
        await console.DecideAsync(ana, proposal, DecisionKind.Approve);

        var blind = await SheetAsync(console, ben, proposal);
        Assert.Null(blind.ApprovalsGiven);
        Assert.DoesNotContain(blind.Story, row => row.Kind == "proposal_decided");
        Assert.Null((await console.Get<QueueQuery>().OfAsync(ben, default)).Batch.Single().ApprovalsGiven);
        Assert.Equal(1, (await SheetAsync(console, ana, proposal)).ApprovalsGiven);

        await console.DecideAsync(ben, proposal, DecisionKind.Approve);
        var seeing = await SheetAsync(console, ben, proposal);
        Assert.Equal(2, seeing.ApprovalsGiven);
        Assert.Equal(2, seeing.Story.Count(row => row.Kind == "proposal_decided"));
    }

    [Theory, EveryDatabase]
    public async Task Where_one_is_enough_nothing_is_hidden(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");

        Assert.Equal(0, (await SheetAsync(console, A.Reviewer(), proposal)).ApprovalsGiven);
    }

    private static async Task<ReviewSheet> SheetAsync(TestConsole console, Caller.Person reader, Proposal proposal) =>
        (await console.Get<ReviewQuery>().OfAsync(reader, proposal.Id, default))!;
}
