using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Ledger;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Ledger;

public sealed class LedgerPageTests : ReviewStage
{
    [Fact]
    public async Task The_newest_entry_comes_first_with_the_actor_by_name()
    {
        var proposal = await RefundAsync("W-1");
        await DecideAsync(Ben, proposal, DecisionKind.Reject, ReasonCode.WrongAmount);

        var page = Render<LedgerPage>();

        await SeeAsync(() => Assert.Contains("proposal decided", page.Find(".entries li").TextContent, StringComparison.Ordinal));
        Assert.Equal("Ben", page.Find(".entries li .actor").TextContent);
        Assert.Contains("reject", page.Find(".entries li .kind").TextContent, StringComparison.Ordinal);
        Assert.Contains("entry", page.Find(".chain").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_value_is_shown_until_it_is_erased_and_then_the_commitment_is_left()
    {
        var proposal = await RefundAsync("W-1");
        await DecideAsync(Ben, proposal, DecisionKind.Reject, ReasonCode.WrongAmount, "Call Kim Lee first.");
        var page = await OpenAsync();
        Assert.Contains("Call Kim Lee first.", page.Find(".detail").TextContent, StringComparison.Ordinal);
        await DisposeComponentsAsync();

        await Console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Name == "note").ExecuteDeleteAsync());
        page = await OpenAsync();

        Assert.Equal("erased", page.Find(".detail .chip").TextContent);
        Assert.Contains("the chain holds", page.Find(".detail").TextContent, StringComparison.Ordinal);
        await ClickAsync(page, ".chain .line > .btn");
        await SeeAsync(() => Assert.StartsWith("Whole. All", page.Find(".chain .notice").TextContent.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_agent_called_its_run_is_shown_until_it_is_erased()
    {
        await RefundAsync("W-1", adjust: command => command with { RunId = "call with Kim Lee" });
        var page = await OpenAsync();
        Assert.Contains("call with Kim Lee", page.Find(".detail").TextContent, StringComparison.Ordinal);
        await DisposeComponentsAsync();

        await Console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Name == "run_id").ExecuteDeleteAsync());
        page = await OpenAsync();

        Assert.DoesNotContain("Kim Lee", page.Find(".detail").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await Console.ReadAsync(db => db.LedgerEntries.CountAsync(entry => entry.Payload.Contains("Kim Lee"))));
    }

    [Fact]
    public async Task What_is_open_is_not_pushed_down_by_what_arrives()
    {
        await RefundAsync("W-1");
        var page = await OpenAsync();
        var shown = page.Find(".entries li .seq").TextContent;

        await RefundAsync("W-2");
        await SeeAsync(() => Assert.Equal("Show 1 newer", page.Find(".newer").TextContent));
        Assert.Equal(shown, page.Find(".entries li .seq").TextContent);
        await ClickAsync(page, ".newer");

        await SeeAsync(() => Assert.NotEqual(shown, page.Find(".entries li .seq").TextContent));
    }

    [Fact]
    public async Task New_entries_appear_by_themselves_and_the_head_moves()
    {
        await RefundAsync("W-1");
        var page = Render<LedgerPage>();
        await SeeAsync(() => page.Find(".entries li"));
        var head = page.Find(".chain b").TextContent;

        await RefundAsync("W-2");

        await SeeAsync(() => Assert.NotEqual(head, page.Find(".chain b").TextContent));
        Assert.Empty(page.FindAll(".newer"));
    }

    [Fact]
    public async Task The_address_narrows_by_kind_actor_and_subject()
    {
        var proposal = await RefundAsync("W-1");
        await RefundAsync("W-2");
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/ledger?kind=proposal_submitted&actor=agent:{RefundAgent}&subject=proposal:{proposal.Id}");

        var page = Render<LedgerPage>();

        await SeeAsync(() => Assert.Single(page.FindAll(".entries li")));
        Assert.Equal("proposal:" + proposal.Id, page.Find(".entries .subject").TextContent);
    }

    [Fact]
    public async Task The_head_can_be_taken_along_signed()
    {
        await RefundAsync("W-1");
        var page = Render<LedgerPage>();

        await ClickAsync(page, ".chain .line > .btn:last-child");

        await SeeAsync(() => page.Find(".signed pre"));
        Assert.Contains("\"signature\"", page.Find(".signed pre").TextContent, StringComparison.Ordinal);
        Assert.Equal(page.Find(".signed pre").TextContent, page.Find(".signed [data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task What_an_agent_put_into_an_entry_stays_text()
    {
        await RefundAsync("W-1", adjust: command => command with { RunId = "<script>alert(1)</script>\u202e" });

        var page = await OpenAsync();

        Assert.Empty(page.FindAll(".entries script"));
        Assert.Contains("<script>alert(1)</script>[U+202E]", page.Find(".detail").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<LedgerPage>> OpenAsync()
    {
        var page = Render<LedgerPage>();
        await ClickAsync(page, ".entries li .toggle");
        await SeeAsync(() => page.Find(".detail"));
        return page;
    }
}
