using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class DeliveriesQueryTests
{
    [Theory, EveryDatabase]
    public async Task Pages_hold_every_delivery_once_also_where_many_were_made_at_one_instant(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        for (var proposal = 0; proposal < 7; proposal++)
        {
            await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
            if (proposal == 4) stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = new List<DeliveryRow>();
        PageCursor? after = null;
        do
        {
            var page = await stage.Console.Get<DeliveriesQuery>().ListAsync(new(), after, 2, default);
            seen.AddRange(page.Rows);
            after = page.Next is { } next && PageCursor.TryParse(next.ToString(), out var read) ? read : null;
        }
        while (after is not null);

        Assert.Equal(7, seen.Select(row => row.Id).Distinct().Count());
        Assert.Equal(7, seen.Count);
        Assert.Equal(seen.OrderByDescending(row => row.CreatedAt).Select(row => row.CreatedAt), seen.Select(row => row.CreatedAt));
        Assert.Equal(7, await stage.Console.Get<DeliveriesQuery>().CountAsync(new(), default));
    }

    [Theory, EveryDatabase]
    public async Task A_search_finds_by_id_address_agent_and_tool(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var refund = await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack($"{stage.Receiver.Url}refunds").Build());
        await stage.DecideAsync(A.Proposal().By(A.AgentCaller("crm-bot")).Using("crm.updateCase").In(ProposalStatus.Rejected)
            .CalledBack($"{stage.Receiver.Url}cases").Build());
        var delivery = (await FoundAsync(new("refunds"))).Id;

        Assert.Equal(refund.Id, (await FoundAsync(new(delivery.ToString()))).ProposalId);
        Assert.Equal(delivery, (await FoundAsync(new(refund.Id.ToString()))).Id);
        Assert.Equal("crm.updateCase", (await FoundAsync(new("crm-bot"))).Tool);
        Assert.Equal("crm-bot", (await FoundAsync(new(" crm.update "))).Agent);
        Assert.Empty((await stage.Console.Get<DeliveriesQuery>().ListAsync(new("100%_nothing"), null, 10, default)).Rows);
        Assert.Empty((await stage.Console.Get<DeliveriesQuery>().ListAsync(new("crm\0bot"), null, 10, default)).Rows);

        async Task<DeliveryRow> FoundAsync(DeliveriesFilter filter) =>
            Assert.Single((await stage.Console.Get<DeliveriesQuery>().ListAsync(filter, null, 10, default)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task A_row_says_how_far_it_got_and_what_came_back_last(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(503, "down");
        await stage.RunAsync();
        var query = stage.Console.Get<DeliveriesQuery>();

        var row = Assert.Single((await query.ListAsync(new(Status: DeliveryStatus.Waiting), null, 10, default)).Rows);

        Assert.Equal((503, "receiver_error", 1, "billing.refund"), (row.LastHttpStatus, row.FailureCode, row.AttemptCount, row.Tool));
        Assert.Equal(row, await query.FindAsync(row.Id, default));
        Assert.Equal("down", Assert.Single(await query.AttemptsAsync(row.Id, default)).ResponseExcerpt);
        Assert.Empty((await query.ListAsync(new(Status: DeliveryStatus.Delivered), null, 10, default)).Rows);
    }
}
