using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Web.Reviews.Permits;
using AgentConsole.Web.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

public sealed class PermitPagesTests : ReviewStage
{
    [Fact]
    public async Task On_the_card_alike_calls_are_allowed_and_on_their_page_that_is_taken_back()
    {
        await RefundAsync("W-1");
        var card = Render<QueuePage>();
        await SeeAsync(() => card.Find(".permit"));

        Assert.True(card.Find("#permit-1").HasAttribute("disabled"));
        Assert.Contains("exactly \"W-1\"", card.Find("#permit-1").TextContent, StringComparison.Ordinal);
        Assert.Equal("120.00", card.Find(".permit input[inputmode=decimal]").GetAttribute("value"));
        await card.Find("#permit-reason").ChangeAsync(new ChangeEventArgs { Value = "month's end" });
        await card.Find(".permit form").SubmitAsync();
        Assert.Single(await Console.Get<PermitQuery>().ListAsync(isAll: false, CancellationToken.None));
        Assert.Equal(ProposalStatus.Released, (await RefundAsync("W-1")).Status);

        var page = Render<PermitsPage>();
        await SeeAsync(() => Assert.Contains("order_id = \"W-1\"", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 of 10", page.Find("tbody").TextContent, StringComparison.Ordinal);
        await page.Find("tbody button.danger").ClickAsync(new());
        await SeeAsync(() => Assert.Contains("revoked", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Equal(ProposalStatus.Pending, (await RefundAsync("W-1")).Status);
    }

    [Fact]
    public async Task What_cannot_be_undone_offers_no_such_thing()
    {
        await DeletionAsync("acc-7");
        var card = Render<QueuePage>();

        await SeeAsync(() => card.Find(".decisions"));

        Assert.Empty(card.FindAll(".permit"));
    }
}
