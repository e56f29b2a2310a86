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

    private static readonly string[] Turn = ["yes", "no", "yes", "back"];

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    [Fact]
    public async Task A_reviewer_clears_twenty_proposals_with_the_keyboard_alone()
    {
        var ada = await SignInAsync(demo.Address, demo.People["ada"]);
        var (review, keys) = (new ReviewPage(ada.Page), ada.Page.Keyboard);
        await review.OpenAsync();

        var verbs = new Dictionary<string, int>();
        for (var number = 0; number < Proposals; number++)
        {
            await Expect(review.Sentence).ToBeVisibleAsync(new() { Timeout = 60_000 });
            var before = ada.Page.Url;
            var verb = Turn[number % Turn.Length];
            if (verb == "yes" && await review.Hold.CountAsync() > 0) verb = "hold";
            await DecideAsync(review, keys, verb);
            await Eventually.IsTrueAsync(() => Task.FromResult(ada.Page.Url != before), $"proposal {number} is decided by the key for {verb}");
            verbs[verb] = verbs.GetValueOrDefault(verb) + 1;
        }

        Assert.Equal(Proposals, verbs.Values.Sum());
        Assert.True(verbs.Count >= 3, $"only {string.Join(", ", verbs.Keys)}");
        Assert.True(await DecidedByAsync("ada") >= Proposals, "the record holds fewer");
    }

    [Fact]
    public async Task Every_other_key_does_what_its_button_says_and_nothing_inside_a_field_or_a_dialog()
    {
        var ben = await SignInAsync(demo.Address, demo.People["ben"]);
        var (review, keys) = (new ReviewPage(ben.Page), ben.Page.Keyboard);
        await review.OpenAsync();
        await Expect(review.Sentence).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var open = ben.Page.Url;

        await keys.PressAsync("?");
        await Expect(ben.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        foreach (var key in (string[])["y", "n", "1", "c"]) await keys.PressAsync(key);
        await keys.PressAsync("Escape");
        await Expect(ben.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();
        await keys.PressAsync("d");
        await Expect(ben.Page.GetByText("What the digest is of, byte for byte")).ToBeVisibleAsync();
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
        Assert.Equal(open, ben.Page.Url);
    }

    [Fact]
    public async Task A_key_that_repeats_by_itself_approves_nothing_and_half_a_second_asks_in_words()
    {
        var ben = await SignInAsync(demo.Address, demo.People["ben"]);
        var review = new ReviewPage(ben.Page);
        await review.OpenAsync(await PendingAsync(risk => risk >= 60));
        await Expect(review.Hold).ToBeEnabledAsync();
        var open = ben.Page.Url;

        await ben.Page.EvaluateAsync("""
            () => { for (let i = 0; i < 60; i++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'y', code: 'KeyY', repeat: true, bubbles: true })); }
            """);
        await ben.Page.Keyboard.PressAsync("y", new() { Delay = 300 });

        await Expect(ben.Page.GetByLabel("To approve, type")).ToBeFocusedAsync();
        Assert.Equal(open, ben.Page.Url);
    }

    [Theory]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    public async Task The_card_its_questions_and_the_phone_page_are_for_everybody(bool isOnPhone, ColorScheme colours)
    {
        var mira = await SignInAsync(demo.Address, demo.People["ben"], isOnPhone ? Phone : null, colours);
        var (page, review) = (new AnyPage(mira.Page), new ReviewPage(mira.Page));
        var risky = await PendingAsync(risk => risk >= 60);
        await page.OpenAsync("/review/" + risky);
        await Expect(review.Sentence).ToBeVisibleAsync();

        await page.ExamineAsync();
        foreach (var question in (string[])["y", "n", "b"])
        {
            await mira.Page.Locator($"button[data-key={question}]").ClickAsync();
            await Expect(mira.Page.Locator(".ask")).ToBeVisibleAsync();
            await page.ExamineAsync();
            await mira.Page.Locator(".ask [data-key=Escape]").ClickAsync();
        }

        await mira.Page.GotoAsync("/p/" + risky);
        await page.ExamineAsync();
        await mira.Page.Locator("label[for=ask-no]").ClickAsync();
        await page.ExamineAsync();
        page.IsWithoutComplaint();
    }

    private static async Task DecideAsync(ReviewPage review, IKeyboard keys, string verb)
    {
        await Expect(review.Verbs.First).ToBeEnabledAsync();
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

    private async Task<string> PendingAsync(Func<int, bool> isRisk)
    {
        string? found = null;
        await Eventually.IsTrueAsync(async () =>
        {
            var items = (await GetAsync("/api/v1/proposals?state=pending&limit=50")).GetProperty("items").EnumerateArray();
            found = items.Where(one => isRisk(one.GetProperty("risk").GetProperty("score").GetInt32())).Select(one => one.GetProperty("id").GetString()).FirstOrDefault();
            return found is not null;
        }, "one of that risk waits", TimeSpan.FromSeconds(120));
        return found!;
    }

    private async Task<int> DecidedByAsync(string name)
    {
        var items = (await GetAsync("/api/v1/proposals?limit=50")).GetProperty("items").EnumerateArray();
        return items.Count(one => one.TryGetProperty("decided_by", out var by) && by.GetString()!.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.ReviewerToken);
        return JsonElement.Parse(await http.GetStringAsync(path));
    }
}
