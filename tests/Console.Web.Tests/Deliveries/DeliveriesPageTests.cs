using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Web.Deliveries;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Deliveries;

public sealed class DeliveriesPageTests : DeliveriesContext
{
    [Fact]
    public async Task An_empty_page_says_how_deliveries_come_about()
    {
        await SignInAsync(Role.Admin);

        var page = Render<DeliveriesPage>();

        page.WaitForElement(".empty");
        Assert.Contains("Nothing was sent yet", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/webhooks", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_without_a_match_offers_the_way_back()
    {
        await SignInAsync(Role.Admin);
        await DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack("https://example.com/hook").Build());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/deliveries?q=nothing-like-that");

        var page = Render<DeliveriesPage>();

        page.WaitForElement(".empty");
        Assert.Contains("No delivery is like that", page.Markup, StringComparison.Ordinal);
        Assert.Equal("nothing-like-that", page.Find("input[name=q]").GetAttribute("value"));
    }

    [Fact]
    public async Task What_a_receiver_answers_stays_text_and_what_was_sent_can_be_sent_again()
    {
        await SignInAsync(Role.Admin);
        Receiver.Answer = LoopbackReceiver.AnswerWith(503, "<script>alert(1)</script>\u202e");
        await DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack($"{Receiver.Url}<b>hook").Build());
        var page = Render<DeliveriesPage>();
        page.WaitForElement("tbody tr");
        Assert.Equal("waiting", page.Find(".chip").TextContent.Trim());

        Hint();
        await UntilAsync(() => page.Markup.Contains("retrying", StringComparison.Ordinal), "the page shows the first attempt by itself");
        Assert.Contains("HTTP 503", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The receiver answered with an error.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".receiver b"));

        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(page.Find("a[aria-expanded]").GetAttribute("href")!);
        page.WaitForElement(".attempts");
        Assert.Empty(page.FindAll(".attempts script"));
        Assert.Contains("<script>alert(1)</script>[U+202E]", page.Find(".attempts").TextContent, StringComparison.Ordinal);

        Receiver.Answer = LoopbackReceiver.AnswerWith(200, "thanks");
        await page.FindAll("tbody button").Single(button => button.TextContent.Contains("Send again", StringComparison.Ordinal)).ClickAsync();
        await UntilAsync(() => page.FindAll(".chip").Any(chip => chip.TextContent.Trim() == "delivered"), "it is delivered");
        Assert.Equal(2, page.FindAll(".attempts li").Count);
        Assert.Single(Receiver.Received.Select(message => message.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task Who_only_reads_is_not_offered_to_send_again()
    {
        await SignInAsync(Role.Auditor);
        await DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack("https://example.com/hook").Build());

        var page = Render<DeliveriesPage>();

        page.WaitForElement("tbody tr");
        Assert.DoesNotContain(page.FindAll("tbody button"), button => button.TextContent.Contains("Send again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_not_live_sends_nothing_again()
    {
        IsInteractive = false;
        await SignInAsync(Role.Admin);
        await DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack("https://example.com/hook").Build());

        var page = Render<DeliveriesPage>();

        page.WaitForElement("tbody tr");
        Assert.True(page.FindAll("tbody button").Single(button => button.TextContent.Contains("Send again", StringComparison.Ordinal)).HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(null, null, null, null, "/deliveries")]
    [InlineData("crm", "failed", 3, null, "/deliveries?q=crm&state=failed&page=3")]
    [InlineData("a&b", "lost", 0, "dlv_x", "/deliveries?q=a%26b")]
    [InlineData(null, null, int.MaxValue, "dlv_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f", "/deliveries?open=dlv_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f")]
    public void The_address_says_what_is_shown_and_nonsense_in_it_is_left_out(string? search, string? state, int? number, string? open, string href) =>
        Assert.Equal(href, DeliveriesPageFilter.FromQuery(search, state, number, open).ToHref());
}
