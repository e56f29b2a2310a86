using System.Net.Http.Headers;
using System.Text.Json;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using AgentConsole.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

/// <summary>The whole review without a mouse, in the demo as it comes.</summary>
public sealed class KeyboardReviewTests(SharedBrowser browser, RunningDemo demo) : Flow(browser), IClassFixture<RunningDemo>
{
    private const int Proposals = 20;
    private const int ProposalsMax = 60;

    /// <summary>So many wait only once nobody scripted decides any more.</summary>
    private const int LiveMin = 8;

    private static readonly string[] Turn = ["yes", "no", "yes", "back"];

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    [Fact]
    public async Task A_reviewer_clears_twenty_proposals_one_of_them_planted_with_the_keyboard_alone()
    {
        var ada = await SignInAsync(demo.Address, demo.People["ada"]);
        var (review, keys) = (new ReviewPage(ada.Page), ada.Page.Keyboard);
        var (planted, already) = (await PlantAsync(), await DecidedAsync());
        await review.OpenAsync();

        var (verbs, isRevealed) = (new List<string>(), false);
        while (verbs.Count < Proposals || (!isRevealed && verbs.Count < ProposalsMax) || (verbs.Count < ProposalsMax && await StateAsync(planted) == "pending"))
        {
            await Expect(review.Sentence).ToBeVisibleAsync(new() { Timeout = 90_000 });
            var before = ada.Page.Url;
            var verb = Turn[verbs.Count % Turn.Length];
            if (verb == "yes" && await review.Hold.CountAsync() > 0) verb = "hold";
            await DecideAsync(review, keys, verb);
            await Eventually.IsTrueAsync(() => Task.FromResult(ada.Page.Url != before), $"the key for {verb} decides number {verbs.Count}");
            isRevealed |= await ada.Page.GetByText("was planted and could never run").CountAsync() > 0;
            verbs.Add(verb);
        }

        Assert.True(isRevealed, "nothing said that one was planted");
        Assert.Contains(await StateAsync(planted), (string[])["rejected", "sent_back", "withdrawn"]);
        Assert.True(verbs.Distinct().Count() >= 3, $"only {string.Join(", ", verbs.Distinct())}");
        Assert.Equal(verbs.Count, await DecidedAsync() - already);
    }

    [Fact]
    public async Task Every_other_key_does_what_its_button_says_and_nothing_inside_a_field_or_a_dialog()
    {
        var ben = await SignInAsync(demo.Address, demo.People["ben"]);
        var (review, keys) = (new ReviewPage(ben.Page), ben.Page.Keyboard);
        await Eventually.IsTrueAsync(async () => await WaitingAsync() >= LiveMin, "the shift before is over", TimeSpan.FromSeconds(120));
        await review.OpenAsync();
        await Expect(review.Sentence).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var open = ben.Page.Url;

        await keys.PressAsync("?");
        await Expect(ben.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        foreach (var key in (string[])["y", "n", "1", "c"]) await keys.PressAsync(key);
        await keys.PressAsync("Escape");
        await Expect(ben.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();
        // Once where nothing is compared, otherwise by way of inline; a press right after another is not taken.
        var raw = ben.Page.GetByText("What the digest is of, byte for byte");
        await Eventually.IsTrueAsync(async () =>
        {
            await keys.PressAsync("d");
            return await raw.IsVisibleAsync();
        }, "the key shows the raw arguments");
        await keys.PressAsync("b");
        await review.Note.FocusAsync();
        await keys.TypeAsync("nyby1");
        await Expect(review.Note).ToHaveValueAsync("nyby1");
        await keys.PressAsync("Escape");
        await Expect(review.Note).ToHaveCountAsync(0);
        await keys.PressAsync("c");
        await Expect(ben.Page.Locator("article").GetByRole(AriaRole.Button, new() { Name = "Claim" })).ToBeVisibleAsync();

        await keys.PressAsync("?");
        await ben.Page.GetByRole(AriaRole.Button, new() { Name = "Single keys off" }).PressAsync("Enter");
        await keys.PressAsync("Escape");
        await keys.PressAsync("n");
        await Expect(ben.Page.Locator(".ask")).ToHaveCountAsync(0);
        Assert.Equal(new Uri(open).AbsolutePath, new Uri(ben.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task J_and_K_go_through_the_batch_and_Enter_opens_what_they_stand_on()
    {
        var console = await ServeAsync();
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        foreach (var order in (string[])["W-1", "W-2", "W-3"]) await agent.ProposeRefundAsync(order);
        var rita = await SignInAsync(console.Address, Scene.Rita);
        var (review, keys) = (new ReviewPage(rita.Page), rita.Page.Keyboard);
        await review.OpenAsync();
        var entries = rita.Page.Locator("nav [data-key-list] a");
        await Expect(entries).ToHaveCountAsync(3);
        await Expect(entries.Nth(0)).ToHaveAttributeAsync("aria-current", "true");
        var sentences = await entries.AllTextContentsAsync();

        await keys.PressAsync("j");
        await Expect(entries.Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await Expect(entries.Nth(2)).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Expect(entries.Nth(1)).ToBeFocusedAsync();
        await Expect(review.Sentence).ToHaveTextAsync(sentences[0]);
        await keys.PressAsync("Enter");

        await Expect(review.Sentence).ToHaveTextAsync(sentences[1]);
        await Expect(entries.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task A_key_that_repeats_by_itself_approves_nothing_and_half_a_second_asks_in_words()
    {
        var (address, risky) = await RiskyAsync();
        var rita = await SignInAsync(address, Scene.Rita);
        var review = new ReviewPage(rita.Page);
        await review.OpenAsync(risky);
        await Expect(review.Hold).ToBeEnabledAsync();
        var open = rita.Page.Url;

        await rita.Page.EvaluateAsync("""
            () => { for (let i = 0; i < 60; i++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'y', code: 'KeyY', repeat: true, bubbles: true })); }
            """);
        await rita.Page.Keyboard.PressAsync("y", new() { Delay = 300 });

        await Expect(rita.Page.GetByLabel("To approve, type")).ToBeFocusedAsync();
        Assert.Equal(open, rita.Page.Url);
    }

    [Theory]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    public async Task The_card_its_questions_and_the_phone_page_are_for_everybody(bool isOnPhone, ColorScheme colours)
    {
        var (address, risky) = await RiskyAsync();
        var rita = await SignInAsync(address, Scene.Rita, isOnPhone ? Phone : null, colours);
        var (page, review) = (new AnyPage(rita.Page), new ReviewPage(rita.Page));
        await page.OpenAsync("/review/" + risky);
        await Expect(review.Sentence).ToBeVisibleAsync();

        await page.ExamineAsync();
        foreach (var question in (string[])["y", "n", "b"])
        {
            await rita.Page.Locator($"button[data-key={question}]").ClickAsync();
            await Expect(rita.Page.Locator(".ask")).ToBeVisibleAsync();
            await page.ExamineAsync();
            await rita.Page.Locator(".ask [data-key=Escape]").ClickAsync();
        }

        await rita.Page.GotoAsync("/p/" + risky);
        await page.ExamineAsync();
        await rita.Page.Locator("label[for=ask-no]").ClickAsync();
        await page.ExamineAsync();
        page.IsWithoutComplaint();
    }

    private static async Task DecideAsync(ReviewPage review, IKeyboard keys, string verb)
    {
        await Expect(review.Verbs.First).ToBeEnabledAsync(new() { Timeout = 30_000 });
        switch (verb)
        {
            case "hold":
                await keys.PressAsync("y", new() { Delay = 1_300 });
                break;
            case "yes":
                await keys.PressAsync("y");
                break;
            case "no":
                await keys.PressAsync("n");
                await Expect(review.Reason(2)).ToBeEnabledAsync();
                await keys.PressAsync("2");
                break;
            default:
                await keys.PressAsync("b");
                await Expect(review.Note).ToBeVisibleAsync();
                await review.Note.FocusAsync();
                await keys.TypeAsync("Half of it, please.");
                await keys.PressAsync("Tab");
                await keys.PressAsync("Enter");
                break;
        }
    }

    /// <summary>A console where something at high risk waits.</summary>
    private async Task<(Uri Address, string Id)> RiskyAsync()
    {
        var console = await ServeAsync();
        using var janitor = new AgentClient(console.Address, Scene.JanitorKey);
        return (console.Address, (await janitor.ProposeAsync("crm.deleteAccount", new { account = "acc-7" })).GetProperty("id").GetString()!);
    }

    /// <summary>Somebody of role security makes a known-bad proposal from one that waits.</summary>
    private async Task<string> PlantAsync()
    {
        var noor = await SignInAsync(demo.Address, demo.People["noor"]);
        await noor.Page.GotoAsync("/account");
        string? planted = null;
        await Eventually.IsTrueAsync(async () =>
        {
            foreach (var one in (await GetAsync("/api/v1/proposals?state=pending&limit=50")).GetProperty("items").EnumerateArray())
            {
                planted = await noor.Page.EvaluateAsync<string?>("""
                    async like => {
                      const guard = await (await fetch('/api/v1/antiforgery')).json();
                      const headers = { 'Content-Type': 'application/json', [guard.header]: guard.token };
                      const answer = await fetch('/api/v1/planted', { method: 'POST', headers, body: JSON.stringify({ like }) });
                      return answer.ok ? (await answer.json()).id : null;
                    }
                    """, one.GetProperty("id").GetString());
                if (planted is not null) return true;
            }

            return false;
        }, "one can be planted", TimeSpan.FromSeconds(120));
        return planted!;
    }

    private async Task<int> WaitingAsync() => (await GetAsync("/api/v1/proposals?state=pending&limit=50")).GetProperty("items").GetArrayLength();

    private async Task<string?> StateAsync(string id) => (await GetAsync("/api/v1/proposals/" + id)).GetProperty("state").GetString();

    // Also a yes that waits for somebody else's is a decision, and so is one on what was planted.
    private async Task<int> DecidedAsync()
    {
        var own = (await GetAsync("/api/v1/reviewers/quality")).GetProperty("items").EnumerateArray().Single();
        return ((string[])["decided", "planted_caught", "planted_missed"]).Sum(figure => own.GetProperty(figure).GetInt32());
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.ReviewerToken);
        return JsonElement.Parse(await http.GetStringAsync(path));
    }
}
