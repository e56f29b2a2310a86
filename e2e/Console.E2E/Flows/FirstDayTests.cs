using System.Text.Json;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using AgentConsole.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

public sealed class FirstDayTests(SharedBrowser browser) : Flow(browser)
{
    private const string Password = "four unrelated words here";

    [Fact]
    public async Task A_new_console_is_set_up_takes_its_first_decision_live_and_proves_it()
    {
        var console = await FirstStartAsync();
        var ana = await VisitAsync(console.Address, "ana");
        await new SetupPage(ana.Page).SetUpAsync(await console.SetupLinkAsync(), "ana@example.com", "Ana", Password);
        var tools = Path.Combine(console.Folder, "first.json");
        await File.WriteAllTextAsync(tools, $"[{Seed.RefundTool},{Agent}]");
        await Executable.SayAsync(console.Folder, null, "apply", tools, "--data", console.Folder);
        using var agent = new AgentClient(console.Address,
            await Executable.SayAsync(console.Folder, null, "keys", "issue", "support", "--environment", "production", "--data", console.Folder));

        var review = new ReviewPage(ana.Page);
        await review.OpenAsync();
        await Expect(review.Empty).ToBeVisibleAsync();
        await review.MarkAsync();
        var proposal = await agent.ProposeRefundAsync("W-1");
        Assert.Equal("pending", proposal.GetProperty("state").GetString());
        var outcome = agent.OutcomeAsync(proposal);
        await review.ShowsAsync("W-1");
        await review.ApproveAsync();

        var released = await outcome;
        Assert.Equal("released", released.GetProperty("state").GetString());
        Assert.True(await review.IsMarkedAsync(), "the page was loaded again");
        Assert.Equal(422, await agent.RedeemAsync(released, amount: 121m));
        Assert.Equal(200, await agent.RedeemAsync(released));
        Assert.Equal(409, await agent.RedeemAsync(released));

        var ledger = new LedgerPage(ana.Page);
        await ledger.OpenAsync();
        await ledger.ShowsAsync("grant redeemed");
        await ledger.VerifyAsync();
        var (exitCode, _, _) = await Executable.RunAsync(console.Folder, null, "ledger", "verify", "--data", console.Folder);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_set_up_link_works_once()
    {
        var console = await FirstStartAsync();
        var link = await console.SetupLinkAsync();
        var ana = await VisitAsync(console.Address, "ana");
        await new SetupPage(ana.Page).SetUpAsync(link, "ana@example.com", "Ana", Password);

        var mallory = await VisitAsync(console.Address, "mallory");
        await mallory.Page.GotoAsync(link.ToString());

        await Expect(mallory.Page.GetByText("This link was used")).ToBeVisibleAsync();
        await Expect(mallory.Page.GetByLabel("E-mail")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_asked_to()
    {
        var console = await ServeAsync();
        var stranger = await VisitAsync(console.Address);

        await stranger.Page.GotoAsync("/review");

        await Expect(stranger.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/sign-in"));
    }

    private static string Agent => JsonSerializer.Serialize(new
    {
        kind = "Agent",
        name = "support",
        dri = "dri@example.com",
        owners = new { security = "s@example.com", sre = "s@example.com", product = "s@example.com", engineering = "s@example.com" },
        stage = "narrow_production_writes",
        manifest = new[] { new { tool = "billing.refund", environments = new[] { "production" } } },
    });
}
