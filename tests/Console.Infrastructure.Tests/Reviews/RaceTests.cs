using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class RaceTests
{
    private static readonly string[] Endings = ["proposal_decided", "proposal_withdrawn", "proposal_expired"];

    [Theory, EveryDatabase]
    public async Task A_hundred_reviewers_the_agent_the_clock_and_the_stop_switch_leave_one_ending_each(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);
        var proposals = new List<Proposal>();
        for (var number = 0; number < 10; number++) proposals.Add(await one.ProposedAsync($"key-{number}", lifetimeSeconds: number % 3 == 0 ? 60 : 3600));
        var reviewers = Enumerable.Range(0, 100).Select(number => A.Reviewer($"Reviewer {number}")).ToList();
        var dice = new Random(20_260_410);
        var started = 0;
        var thrown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Everybody begins with another proposal; half-way time runs out for some, and then somebody stops everything.
        var deciding = reviewers.Select((reviewer, number) => Task.Run(async () =>
        {
            var node = number % 2 == 0 ? one : other;
            var words = new List<(Proposal About, DecideOutcome Outcome)>();
            for (var step = 0; step < 3; step++)
            {
                var about = proposals[(number + (step * 3)) % proposals.Count];
                var kind = (number + step) % 2 == 0 ? DecisionKind.Approve : DecisionKind.Reject;
                var count = Interlocked.Increment(ref started);
                if (count == 60) one.Clock.Advance(TimeSpan.FromMinutes(1));
                if (count == 70) thrown.SetResult();
                words.Add((about, await node.DecideAsync(reviewer, about, kind)));
            }

            return words;
        })).ToList();
        var withdrawing = proposals.OrderBy(_ => dice.Next()).Take(5).Select(proposal => Task.Run(() =>
            other.Get<WithdrawHandler>().HandleAsync(HallwayConsole.Agent, proposal.Id, default))).ToList();
        var expiring = Task.Run(() => other.Get<ExpireHandler>().HandleAsync(default));
        var stopping = Task.Run(async () =>
        {
            await thrown.Task;
            return await one.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        });
        var words = (await Task.WhenAll(deciding)).SelectMany(each => each).ToList();
        await Task.WhenAll(withdrawing);
        await expiring;
        await stopping;
        await one.Get<ExpireHandler>().HandleAsync(default);

        var ledger = await one.WholeLedgerAsync();
        foreach (var proposal in proposals)
        {
            var row = await one.RowAsync(proposal.Id);
            var endings = ledger.Where(entry => entry.Subject == "proposal:" + proposal.Id && Endings.Contains(entry.Kind)).Select(entry => entry.Kind).ToList();
            var told = words.Where(word => word.About.Id == proposal.Id).Select(word => word.Outcome).ToList();
            // Frozen is no ending: the agent may still take it back.
            Assert.Equal(row.Status == ProposalStatus.Frozen ? 0 : 1, endings.Count);
            Assert.Equal(endings is ["proposal_decided"] ? 1 : 0, told.OfType<DecideOutcome.Recorded>().Count());
            Assert.All(told.Where(outcome => outcome is not DecideOutcome.Recorded), outcome => Assert.True(IsTold(outcome, row), $"{outcome}"));
        }

        var granted = await one.ReadAsync(db => db.Grants.Select(grant => grant.ProposalId).ToListAsync());
        var released = words.Where(word => word.Outcome is DecideOutcome.Recorded { Proposal.Status: not ProposalStatus.Rejected }).Select(word => word.About.Id);
        Assert.Equal(released.Select(id => id.Value).Order(), granted.Select(id => id.Value).Order());
    }

    // Who lost hears who won, or what became of it; never that something broke.
    private static bool IsTold(DecideOutcome outcome, Proposal row) => outcome switch
    {
        DecideOutcome.AlreadyDecided already => already.By == row.DecidedByName,
        DecideOutcome.Refused { Why: DecideRefusal.Expired } => row.Status == ProposalStatus.Expired,
        DecideOutcome.Refused { Why: DecideRefusal.NotPending, Reason: var reason } =>
            reason.Contains(WireName.Of(row.Status), StringComparison.Ordinal) || reason.Contains("frozen", StringComparison.Ordinal),
        _ => false,
    };
}
