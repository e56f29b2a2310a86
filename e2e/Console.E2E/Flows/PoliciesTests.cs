using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

public sealed class PoliciesTests(SharedBrowser browser) : Flow(browser)
{
    private const string Unreadable = """
        permit (principal, action == Action::"billing.refund", resource)
          when { context.args.amount < };
        """;

    private const string SmallRefunds = """
        @id("small") @reason("A small refund.")
        permit (principal, action == Action::"billing.refund", resource)
          when { context.args.amount.lessThanOrEqual(decimal("200.0")) };
        """;

    private const string NoRefunds = """
        @id("none") @reason("No refunds this week.")
        forbid (principal, action == Action::"billing.refund", resource);
        """;

    [Fact]
    public async Task What_one_security_person_wrote_a_second_one_publishes_and_one_click_takes_it_back()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var (vera, wim) = (await SignInAsync(console.Address, Scene.Vera), await SignInAsync(console.Address, Scene.Wim));
        var (veras, wims) = (new PolicySetPage(vera.Page), new PolicySetPage(wim.Page));
        Assert.Equal("pending", State(await agent.ProposeRefundAsync("W-1")));

        await veras.BeginAsync("refunds");
        await veras.TypeAsync(Unreadable);
        await veras.CheckAsync();
        await vera.Page.Locator(".faults [data-goto]").First.ClickAsync();
        Assert.Equal(2, await veras.CaretLineAsync());
        await Expect(vera.Page.Locator(".faults [data-goto]").First).ToContainTextAsync("line 2, column");
        await veras.SaveByKeyAsync();
        await veras.SaysAsync("Nothing was saved: it cannot be read.");

        await veras.TypeAsync(SmallRefunds);
        await veras.SaveAsync();
        await veras.SaysAsync("1 rule, no tests. It may be published.");
        await veras.PressAsync("Backtest");
        await veras.SaysAsync("Of 1 proposal in 7 days, 1 would change: 1 review → allow.");

        await veras.PressAsync("Start shadow");
        await veras.SaysAsync("Version 1 in shadow");
        Assert.Equal("pending", State(await agent.ProposeRefundAsync("W-2")));
        await veras.SaysAsync("1 of 1 differ: 1 review → allow.");

        await veras.ShowAsync("Publish");
        await veras.SaysAsync("A second person of role security must read and publish it.");
        await Expect(veras.Publish).ToBeDisabledAsync();

        await wims.OpenAsync("refunds", "publish");
        await Expect(wim.Page.Locator(".diff")).ToContainTextAsync("A small refund.");
        await Expect(wim.Page.Locator(".backtest .sentence")).ToContainTextAsync("Of 2 proposals in 7 days, 2 would change");
        await wims.Publish.ClickAsync();
        await Expect(wims.Head).ToContainTextAsync("live: version 1");
        await Expect(veras.Head).ToContainTextAsync("live: version 1");
        var released = await agent.ProposeRefundAsync("W-3");
        Assert.Equal("released", State(released));

        await veras.OpenAsync("refunds");
        await veras.TypeAsync(NoRefunds);
        await veras.SaveAsync();
        await wims.OpenAsync("refunds", "publish");
        await wims.Publish.ClickAsync();
        await Expect(wims.Head).ToContainTextAsync("live: version 2");
        Assert.Equal("denied", State(await agent.ProposeRefundAsync("W-4")));

        await wims.PressAsync("Roll back…");
        await wims.PressAsync("Roll back to version 1");
        await Expect(wims.Head).ToContainTextAsync("live: version 1");
        Assert.Equal("released", State(await agent.ProposeRefundAsync("W-5")));

        await wim.Page.GotoAsync($"/review/{released.GetProperty("id").GetString()}");
        await wim.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "What policy was asked" }).ClickAsync();
        await Expect(wim.Page.Locator(".entries li")).ToHaveCountAsync(1);
        await Expect(wim.Page.Locator(".entries li")).ToContainTextAsync("small");
    }

    [Fact]
    public async Task What_is_typed_and_not_saved_survives_a_reload_and_leaving_asks_first()
    {
        var console = await ServeAsync();
        var vera = await SignInAsync(console.Address, Scene.Vera);
        var page = new PolicySetPage(vera.Page);
        var asked = new List<string>();
        var answer = false;
        vera.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            if (answer) await dialog.AcceptAsync();
            else await dialog.DismissAsync();
        };
        await page.BeginAsync("refunds");
        await page.TypeAsync(SmallRefunds);

        await vera.Page.Locator(".rail a.room").First.ClickAsync();
        Assert.Equal(["confirm"], asked);
        await Expect(page.Text).ToHaveValueAsync(SmallRefunds.ReplaceLineEndings("\n"));
        answer = true;
        await vera.Page.ReloadAsync();

        await Expect(page.Text).ToHaveValueAsync(SmallRefunds.ReplaceLineEndings("\n"));
        await Expect(page.Unsaved).ToBeVisibleAsync();
        await page.SaveAsync();
        await vera.Page.ReloadAsync();
        await Expect(page.Text).ToHaveValueAsync(SmallRefunds.ReplaceLineEndings("\n"));
        await Expect(page.Unsaved).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_editor_is_left_by_keys_and_every_view_is_for_everybody()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        var vera = await SignInAsync(console.Address, Scene.Vera);
        var (page, any) = (new PolicySetPage(vera.Page), new AnyPage(vera.Page));
        await agent.ProposeRefundAsync("W-1");
        await page.BeginAsync("refunds");
        await page.TypeAsync("");
        await page.Text.FocusAsync();
        await vera.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Text).ToHaveValueAsync("  ");
        await vera.Page.Keyboard.PressAsync("Escape");
        await vera.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Text).Not.ToBeFocusedAsync();
        await page.TypeAsync(Unreadable);
        await page.CheckAsync();
        await any.ExamineAsync();
        await page.TypeAsync(SmallRefunds);
        await page.SaveAsync();

        foreach (var view in new[] { "text", "rules", "versions", "shadow", "try", "publish" })
        {
            await any.OpenAsync($"/policies/refunds?view={view}");
            await any.ExamineAsync();
        }

        await any.OpenAsync("/policies/log");
        await vera.Page.Locator(".entries .toggle").First.ClickAsync();
        await Expect(vera.Page.Locator(".detail")).ToBeVisibleAsync();
        await any.ExamineAsync();
        await vera.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Make this a rule…" }).ClickAsync();
        await page.SaysAsync("The rule");
        await any.ExamineAsync();
        any.IsWithoutComplaint();
    }

    private static string? State(System.Text.Json.JsonElement proposal) => proposal.GetProperty("state").GetString();
}
