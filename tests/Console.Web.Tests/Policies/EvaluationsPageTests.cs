using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Policies;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class EvaluationsPageTests : PolicyStage
{
    [Fact]
    public async Task Before_the_first_proposal_the_log_says_what_would_appear()
    {
        var page = Render<EvaluationsPage>();

        await SeeAsync(() => Assert.Equal("Policy was not asked yet", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task A_row_opens_to_everything_the_answer_was_given_upon()
    {
        await PublishAsync(Small);
        var proposal = await RefundAsync("W-1");
        var page = Render<EvaluationsPage>();

        await ClickAsync(page, ".entries .toggle");

        await SeeAsync(() => page.Find(".detail"));
        var detail = page.Find(".detail").TextContent;
        foreach (var part in new[] { "A small refund.", "refunds@1", "refunds/small", "µs", "risk · score", "narrow_production_writes" })
            Assert.Contains(part, detail, StringComparison.Ordinal);
        Assert.Contains(page.FindAll(".detail a"), link => link.GetAttribute("href") == Links.Proposal(proposal.Id.ToString()));
        Assert.DoesNotContain("{\"", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_narrows_by_answer_rule_and_proposal()
    {
        await PublishAsync(Small + "\n" + Asking);
        await RefundAsync("W-1");
        var large = await RefundAsync("W-2", ",\"email\":\"a@example.com\"");
        GoTo($"/policies/log?verdict=allow&rule=small&set=refunds&agent={RefundAgent}&tool=billing.refund&proposal={large.Id}");

        var page = Render<EvaluationsPage>();

        await SeeAsync(() => Assert.Single(page.FindAll(".entries li")));
        GoTo("/policies/log?proposal=none");
        await SeeAsync(() => Assert.Equal("No answer is like that", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task What_is_open_is_not_pushed_down_by_what_arrives()
    {
        await RefundAsync("W-1");
        var page = Render<EvaluationsPage>();
        await ClickAsync(page, ".entries .toggle");
        await SeeAsync(() => page.Find(".detail"));

        await RefundAsync("W-2");

        await SeeAsync(() => Assert.Equal("Show 1 newer", page.Find(".newer").TextContent));
        Assert.Single(page.FindAll(".entries li"));
    }

    [Fact]
    public void The_address_says_what_is_shown_and_forgets_what_it_cannot_read()
    {
        var shown = new EvaluationsPageFilter
        {
            Agent = "support",
            Tool = "billing.refund",
            Kind = VerdictKind.Deny,
            Rule = "a b",
            Set = "refunds",
            Code = "policy_error",
            Proposal = "prp_1",
            From = new(2026, 1, 5),
            To = new(2026, 1, 6),
            After = new PageCursor(Clock.GetUtcNow(), 2),
        };

        Assert.Equal("/policies/log?agent=support&tool=billing.refund&verdict=deny&rule=a%20b&set=refunds&code=policy_error&proposal=prp_1"
            + $"&from=2026-01-05&to=2026-01-06&after={shown.After}", shown.ToHref());
        Assert.Null(shown.Filter);
        Assert.Equal(new DateTimeOffset(2026, 1, 7, 0, 0, 0, TimeSpan.Zero), (shown with { Proposal = "" }).Filter!.To);
        Assert.Equal("", EvaluationsPageFilter.TextOf("a\0b"));
        Assert.Null(EvaluationsPageFilter.DayOf("5.1.2026"));
    }

    [Fact]
    public async Task A_decision_becomes_a_rule_in_the_sets_draft_and_is_backtested_at_once()
    {
        await PublishAsync(Asking);
        await RefundAsync("W-1");
        var log = Render<EvaluationsPage>();
        await ClickAsync(log, ".entries .toggle");
        await SeeAsync(() => log.Find(".detail a.btn"));
        var href = log.Find(".detail a.btn").GetAttribute("href")!;
        var page = Render<RuleFromDecisionPage>(parameters => parameters.Add(rule => rule.Id, href.Split('/')[3]));
        await SeeAsync(() => Assert.Contains("permit (", page.Find(".rule").TextContent, StringComparison.Ordinal));

        await ClickAsync(page, ".card .primary");

        await SeeAsync(() => Assert.EndsWith("/policies/refunds?backtest=7", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var draft = (await SetAsync()).Draft!;
        Assert.StartsWith(Asking.ReplaceLineEndings("\n"), draft.Text, StringComparison.Ordinal);
        Assert.Contains("lessThanOrEqual(decimal(\"120.0\"))", draft.Text, StringComparison.Ordinal);
        var editor = Render<PolicyPage>(parameters => parameters.Add(set => set.Name, "refunds"));
        await SeeAsync(() => Assert.Equal("Of 1 proposal in 7 days, 1 would change: 1 review → allow.", editor.Find(".backtest .sentence").TextContent.Trim()));
    }

    [Fact]
    public async Task The_same_rule_a_second_time_gets_a_name_of_its_own()
    {
        await PublishAsync(Asking);
        await RefundAsync("W-1");
        var evaluation = (await Console.Get<EvaluationQuery>().PageAsync(new EvaluationFilter(), null, 1, CancellationToken.None)).Rows[0];
        for (var times = 0; times < 2; times++)
        {
            var page = Render<RuleFromDecisionPage>(parameters => parameters.Add(rule => rule.Id, evaluation.Id.ToString()));
            await SeeAsync(() => page.Find(".rule"));
            await ClickAsync(page, ".card .primary");
            await SeeAsync(() => Assert.Contains("backtest=7", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
            GoTo("/policies");
        }

        Assert.Contains("_2\")", (await SetAsync()).Draft!.Text, StringComparison.Ordinal);
    }
}
