using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class HoldingQueryTests
{
    [Theory, EveryDatabase]
    public async Task Ones_own_approvals_that_can_still_be_undone_come_latest_first(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (ana, ben, now) = (A.Reviewer("Ana"), A.Reviewer("Ben"), console.Clock.GetUtcNow());
        var (earlier, later) = (Held(ana.Id, 1, 20), Held(ana.Id, 2, 25));
        await console.AddAsync(earlier, later, Held(ana.Id, 3, 0), Held(ben.Id, 4, 20), A.Proposal().Under("pending").Build());

        var held = await console.Get<HoldingQuery>().OfAsync(ana, CancellationToken.None);

        Assert.Equal([new(later.Id, later.Sentence, now.AddSeconds(25)), new HeldApproval(earlier.Id, earlier.Sentence, now.AddSeconds(20))], held);

        Proposal Held(PersonId by, int decidedAt, int secondsLeft)
        {
            var proposal = A.Proposal().In(ProposalStatus.Holding).Build();
            (proposal.DecidedById, proposal.DecidedAt, proposal.HoldsUntil) = (by, now.AddSeconds(decidedAt), now.AddSeconds(secondsLeft));
            return proposal;
        }
    }
}
