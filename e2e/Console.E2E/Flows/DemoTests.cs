using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using AgentConsole.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

/// <summary>A newcomer's first minute: start the demo, sign in with what it prints, look at what an agent wants.</summary>
public sealed partial class DemoTests(SharedBrowser browser) : Flow(browser)
{
    private const string Image = "review.png";

    // Starting takes a few seconds on a machine of one's own, longer on one that others use too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task What_the_demo_prints_leads_to_a_card_with_the_state_of_the_real_order()
    {
        var demo = await KeepAsync(ConsoleProcess.StartAsync("demo", NewFolder()));
        await Eventually.IsTrueAsync(() => demo.Said.Contains("Ctrl+C ends it.", StringComparison.Ordinal), "the demo has told all");
        var proposal = await FirstRefundAsync(demo);
        var ada = await VisitAsync(demo.Address, "Ada");
        await new SignInPage(ada.Page).SignInAsync("ada@demo.example", Password().Match(demo.Said).Groups[1].Value);

        var page = new ReviewPage(ada.Page);
        await page.OpenAsync(proposal.GetProperty("id").GetString());

        await Expect(page.Sentence).ToContainTextAsync("Refund 120.00 USD");
        await Expect(ada.Page.Locator("article").GetByText("ending").First).ToBeVisibleAsync();
        await KeepImageAsync(await ada.Page.ScreenshotAsync());
    }

    private static async Task<JsonElement> FirstRefundAsync(ConsoleProcess demo)
    {
        using var http = new HttpClient { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token().Match(demo.Said).Groups[1].Value);
        JsonElement found = default;
        await Eventually.IsTrueAsync(async () =>
        {
            var page = JsonElement.Parse(await http.GetStringAsync("/api/v1/proposals?state=pending&tool=billing.refund&agent=billing-copilot"));
            found = page.GetProperty("items").EnumerateArray().FirstOrDefault(one => one.GetProperty("summary").GetString()!.Contains("120.00", StringComparison.Ordinal));
            return found.ValueKind == JsonValueKind.Object;
        }, "a refund waits", Patience);
        return found;
    }

    /// <summary>The picture of the README, made anew where AGENTCONSOLE_IMAGES says so; a run changes no file of the repository on its own.</summary>
    private static async Task KeepImageAsync(byte[] image)
    {
        var folder = Environment.GetEnvironmentVariable("AGENTCONSOLE_IMAGES") is { Length: > 0 } ? Repository.PathOf("docs", "images") : Repository.PathOf("artifacts", "e2e");
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, Image), image);
    }

    [GeneratedRegex(@"ada@demo\.example\s+(\S+)")]
    private static partial Regex Password();

    [GeneratedRegex(@"REVIEWER_TOKEN=(\S+)")]
    private static partial Regex Token();
}
