using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

public sealed class BacktestQueryTests
{
    [Theory, EveryDatabase]
    public async Task A_text_is_asked_about_the_past_and_only_what_it_would_change_is_listed(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.ProposedAsync("old", PolicyConsole.Args("20"));
        console.Clock.Advance(TimeSpan.FromDays(8));
        await console.PublishAsync("refunds", PolicyConsole.Example);
        await console.ProposedAsync("key-1", PolicyConsole.Args("20"));
        var large = await console.ProposedAsync("key-2", PolicyConsole.Args("120.5"));

        const string Stricter = """permit(principal, action, resource) when { context.money.lessThan(decimal("50.0")) };""";
        var week = (await console.Get<BacktestQuery>().OfAsync(new("refunds", 2, Stricter), 7, default))!;
        var month = (await console.Get<BacktestQuery>().OfAsync(new("refunds", 2, Stricter), 30, default))!;
        var same = (await console.Get<BacktestQuery>().OfAsync(new("refunds", 2, PolicyConsole.Example), 7, default))!;

        Assert.Equal((2, 1, large.Id), (week.Considered, week.ChangedCount, Assert.Single(week.Changed).Proposal));
        Assert.Equal(new BacktestTransition(VerdictKind.Review, VerdictKind.Deny, 1), Assert.Single(week.Transitions));
        Assert.Equal((3, 2), (month.Considered, month.ChangedCount));
        Assert.Equal((2, 0), (same.Considered, same.ChangedCount));
        Assert.Null(await console.Get<BacktestQuery>().OfAsync(new("refunds", 2, "permit("), 7, default));
    }

    [Fact]
    public async Task More_than_a_page_of_history_is_read_once_each()
    {
        await using var console = await PolicyConsole.StartAsync(DatabaseProvider.Sqlite);
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 101).Select(at => console.ProposedAsync($"{round}-{at}", PolicyConsole.Args("20"))));
            if (round % 2 == 0) console.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var backtest = (await console.Get<BacktestQuery>().OfAsync(new("refunds", 1, "permit(principal, action, resource);"), 7, default))!;

        Assert.Equal((606, 606, 200), (backtest.Considered, backtest.ChangedCount, backtest.Changed.Count));
        Assert.Equal(200, backtest.Changed.Select(change => change.Proposal).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task What_was_edited_since_is_left_out_and_said_so(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));
        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Edit, PolicyConsole.Args("10"));

        var backtest = (await console.Get<BacktestQuery>().OfAsync(new("refunds", 1, PolicyConsole.Example), 7, default))!;

        Assert.Equal((0, 1), (backtest.Considered, backtest.LeftOut));
        Assert.IsType<TrialOutcome.NotRepeatable>(await console.Get<TrialQuery>().OfAsync(null, proposal.Id, default));
    }

    [Theory, EveryDatabase]
    public async Task A_trial_answers_for_a_past_proposal_and_for_a_made_up_one(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"));
        var trials = console.Get<TrialQuery>();

        var past = Assert.IsType<TrialOutcome.Answered>(await trials.OfAsync(new("refunds", 1, PolicyConsole.Example), proposal.Id, default));
        var made = Assert.IsType<TrialOutcome.Answered>(trials.Of(new("refunds", 1, PolicyConsole.Example), JsonElement.Parse("""{"tool":"billing.refund","args":{"order_id":"W-1","amount":6000}}""")));

        Assert.Equal(("refund-large", PolicyDesk.NoPolicySet), (past.Ruling.Answer.Rule, past.Was!.Rule));
        Assert.Equal(2, made.Ruling.Answer.ApprovalsNeeded);
        Assert.IsType<TrialOutcome.Malformed>(trials.Of(null, JsonElement.Parse("""{"tool":"billing.refund","args":{"order_id":7}}""")));
        Assert.IsType<TrialOutcome.Malformed>(trials.Of(null, JsonElement.Parse("""{"tool":"nothing"}""")));
        Assert.IsType<TrialOutcome.Unreadable>(trials.Of(new("refunds", 1, "permit("), JsonElement.Parse("""{"tool":"billing.refund"}""")));
    }
}
