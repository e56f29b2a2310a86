using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

public sealed class ProposalsPageTests : ReviewStage
{
    [Fact]
    public async Task Nothing_was_proposed_yet_says_what_would_appear()
    {
        var page = Render<ProposalsPage>();

        await SeeAsync(() => Assert.Equal("Nothing was proposed yet", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task The_newest_comes_first_and_leads_to_its_card()
    {
        await RefundAsync("W-1");
        var second = await RefundAsync("W-2");

        var page = Render<ProposalsPage>();

        await SeeAsync(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        var first = page.Find("tbody tr .what > a");
        Assert.EndsWith("W-2", first.TextContent, StringComparison.Ordinal);
        Assert.Equal(Links.Proposal(second.Id.ToString()), first.GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_decided_elsewhere_changes_in_the_list_by_itself()
    {
        var proposal = await RefundAsync("W-1");
        var page = Render<ProposalsPage>();
        await SeeAsync(() => page.Find("tbody tr"));

        await DecideAsync(Ben, proposal, DecisionKind.Reject, ReasonCode.NotNeeded);

        await SeeAsync(() => Assert.Contains("rejected", page.Find("td.state").TextContent, StringComparison.Ordinal));
        Assert.Contains("Ben", page.Find("td.state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_narrows_the_list_and_the_form_shows_how()
    {
        await RefundAsync("W-1");
        var rejected = await RefundAsync("W-2");
        await DecideAsync(Ben, rejected, DecisionKind.Reject, ReasonCode.NotNeeded);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proposals?state=rejected&tool=billing.refund");

        var page = Render<ProposalsPage>();

        await SeeAsync(() => Assert.EndsWith("W-2", Assert.Single(page.FindAll("tbody tr .what > a")).TextContent, StringComparison.Ordinal));
        Assert.Equal("rejected", page.Find("option[selected]").GetAttribute("value"));
        Assert.Equal("billing.refund", page.Find("input[name=tool]").GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_like_that_offers_to_show_all()
    {
        await RefundAsync("W-1");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proposals?q=%00nothing");

        var page = Render<ProposalsPage>();

        await SeeAsync(() => Assert.Equal("No proposal is like that", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public void The_address_says_what_is_shown_and_forgets_what_it_cannot_read()
    {
        var cursor = new PageCursor(Clock.GetUtcNow(), 2);
        var shown = new ProposalsPageFilter("a b", ProposalStatus.SentBack, "support", "billing.refund", cursor);

        Assert.Equal($"/proposals?q=a%20b&state=sent_back&agent=support&tool=billing.refund&after={cursor}", shown.ToHref());
        Assert.Equal(shown, ProposalsPageFilter.FromQuery("a b", "sent_back", "support", "billing.refund", cursor.ToString()));
        Assert.Equal(new ProposalsPageFilter(), ProposalsPageFilter.FromQuery(new string('x', 5_000), "no such", null, null, "1"));
    }
}
