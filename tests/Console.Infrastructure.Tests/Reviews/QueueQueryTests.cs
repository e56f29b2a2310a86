using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class QueueQueryTests
{
    private readonly Caller.Person _reader = A.Reviewer();

    [Theory, EveryDatabase]
    public async Task A_fresh_batch_is_the_riskiest_and_what_is_like_it_soonest_to_expire_first(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var (mild, late, soon, risky) = (Pending(20, 50), Pending(82, 40), Pending(81, 30), Pending(90, 50));
        await console.AddAsync(mild, late, soon, risky);

        var batch = await OfAsync(console);

        Assert.Equal([risky.Id, soon.Id, late.Id], Ids(batch));
        Assert.Equal((4, 90), (batch.Waiting, batch.RiskMax));
    }

    [Theory, EveryDatabase]
    public async Task What_runs_out_of_time_is_taken_before_what_is_somewhat_riskier_unless_the_riskiest_is_asked_for(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var (ending, risky) = (Pending(50, 60), Pending(80, 600));
        await console.AddAsync(ending, risky);
        console.Clock.Advance(TimeSpan.FromMinutes(58));

        Assert.Equal([ending.Id], Ids(await OfAsync(console)));
        Assert.Equal([risky.Id], Ids(await console.Get<QueueQuery>().RiskiestAsync(_reader, CancellationToken.None)));
    }

    [Theory, EveryDatabase]
    public async Task What_runs_out_of_time_is_found_also_behind_a_hundred_that_are_riskier(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var ending = Pending(50, 60);
        await console.AddAsync([ending, .. Enumerable.Range(0, 100).Select(_ => Pending(70, 6_000))]);
        console.Clock.Advance(TimeSpan.FromMinutes(58));

        Assert.Equal([ending.Id], Ids(await OfAsync(console)));
    }

    [Theory, EveryDatabase]
    public async Task A_batch_holds_what_one_agent_wants_of_one_tool(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var (risky, alike) = (Pending(90, 50), Pending(88, 60));
        await console.AddAsync(risky, alike, A.Proposal().By(A.AgentCaller("another")).Risky(89).Build(), Pending(89, 50, "another.tool"), Pending(20, 50));

        Assert.Equal([risky.Id, alike.Id], Ids(await OfAsync(console)));
    }

    [Theory, EveryDatabase]
    public async Task How_long_the_oldest_waits_is_told_of_all_that_wait(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        Assert.Null((await OfAsync(console)).OldestAge);
        await console.AddAsync(Pending(90, 50), A.Proposal().Risky(5).SubmittedAt(A.Moment.AddMinutes(-14)).Build());

        Assert.Equal(TimeSpan.FromMinutes(14), (await OfAsync(console)).OldestAge);
    }

    [Theory, EveryDatabase]
    public async Task A_batch_that_was_begun_keeps_its_order_and_what_is_decided_and_is_filled_with_what_is_alike(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var done = A.Proposal().Risky(82).In(ProposalStatus.Rejected).Build();
        var (open, other, alike) = (Pending(81, 40), Pending(20, 5), Pending(83, 50));
        await console.AddAsync(done, open, other, alike, Pending(95, 1, "another.tool"));

        var batch = await OfAsync(console, done.Id, open.Id);

        Assert.Equal([done.Id, open.Id, alike.Id], Ids(batch));
        Assert.Equal(95, batch.RiskMax);
    }

    [Theory, EveryDatabase]
    public async Task A_batch_of_which_nothing_is_left_makes_room_for_a_fresh_one(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var done = A.Proposal().Risky(82).In(ProposalStatus.Rejected).Build();
        var next = Pending(20, 40);
        await console.AddAsync(done, next);

        Assert.Equal([next.Id], Ids(await OfAsync(console, done.Id)));
    }

    [Theory, EveryDatabase]
    public async Task What_one_has_said_yes_to_waits_for_others_and_not_for_oneself(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = Pending(82, 40);
        await console.AddAsync(proposal);
        await console.AddAsync(new Decision
        {
            Id = DecisionId.New(console.Clock.GetUtcNow()),
            ProposalId = proposal.Id,
            PersonId = _reader.Id,
            PersonName = _reader.DisplayName,
            Kind = DecisionKind.Approve,
            Digest = proposal.Digest,
            At = console.Clock.GetUtcNow(),
        });

        Assert.Empty((await OfAsync(console)).Batch);
        Assert.Single((await console.Get<QueueQuery>().OfAsync(A.Reviewer("Ben Reviewer"), CancellationToken.None)).Batch);
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddSingleton<QueueQuery>());

    private static Proposal Pending(int risk, int minutes, string tool = "billing.refund") =>
        A.Proposal().Risky(risk).Using(tool).Expiring(TimeSpan.FromMinutes(minutes)).Build();

    private Task<WorkingBatch> OfAsync(TestConsole console, params ProposalId[] begun) =>
        console.Get<QueueQuery>().OfAsync(_reader, begun, CancellationToken.None);

    private static IEnumerable<ProposalId> Ids(WorkingBatch batch) => batch.Batch.Select(row => row.Proposal.Id);
}
