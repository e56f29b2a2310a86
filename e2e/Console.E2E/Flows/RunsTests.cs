using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

/// <summary>What oncall does with a run that went wrong.</summary>
public sealed class RunsTests(SharedBrowser browser, RunningDemo demo) : Flow(browser), IClassFixture<RunningDemo>
{
    private const string Agent = "support-triage-v3";
    private const int RowsDrawnMax = 120;

    [Fact]
    public async Task An_oncall_engineer_comes_from_a_run_that_is_worth_an_alert_to_its_first_wrong_step()
    {
        await SendAsync("night-1", 30, wrongFrom: 25);
        var ben = await SignInAsync(demo.Address, demo.People["ben"]);
        var page = new AnyPage(ben.Page);

        await page.OpenAsync("/runs");
        await ben.Page.GetByLabel("Something went wrong").CheckAsync();
        await ben.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search runs" }).FillAsync("night-");
        await ben.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await ben.Page.GetByRole(AriaRole.Link, new() { Name = "night-1" }).ClickAsync();

        var story = ben.Page.GetByRole(AriaRole.Region, new() { Name = "Story" });
        await Expect(story).ToContainTextAsync("First wrong step: 26, crm.updateCase failed (timeout).");
        await Expect(story).ToContainTextAsync("crm.updateCase was called 5 times with the same arguments.");
        await Expect(ben.Page.Locator("#live-dot")).ToHaveTextAsync("Live");
        await story.Locator("li.strong").First.GetByRole(AriaRole.Link).ClickAsync(new() { Timeout = 90_000 });
        var panel = ben.Page.GetByRole(AriaRole.Region, new() { Name = "Event", Exact = true });
        await Expect(panel).ToContainTextAsync("Step 26");
        await Expect(panel).ToContainTextAsync("the CRM did not answer");
        await Expect(panel).ToContainTextAsync("h:");
        await page.ExamineAsync();

        await SendAsync("night-1", 1, wrongFrom: 0, from: 30);
        await Expect(ben.Page.Locator("#filter-help")).ToContainTextAsync("31 of 31 events");
        page.IsWithoutComplaint();
    }

    [Fact]
    public async Task A_run_of_ten_thousand_events_opens_filters_and_draws_few_rows()
    {
        await SendAsync("long-1", 10_000, wrongFrom: 9_998);
        var ben = await SignInAsync(demo.Address, demo.People["ben"]);
        var page = new AnyPage(ben.Page);

        await page.OpenAsync($"/run?agent={Agent}&environment=production&run=long-1");
        await Expect(ben.Page.Locator("#filter-help")).ToContainTextAsync("10,000 of 10,000 events");
        Assert.InRange(await ben.Page.Locator(".events-table tbody tr").CountAsync(), 5, RowsDrawnMax);
        await ben.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter events" }).FillAsync("status:error");
        await Expect(ben.Page.Locator("#filter-help")).ToContainTextAsync("2 of 10,000 events");
        Assert.InRange(await ben.Page.Locator(".timeline .bar").CountAsync(), 1, 10);
        await page.ExamineAsync();
        page.IsWithoutComplaint();
    }

    [Theory]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    public async Task A_run_fits_every_screen_and_is_for_everybody(bool isOnPhone, ColorScheme colours)
    {
        await SendAsync("night-2", 30, wrongFrom: 28);
        var ben = await SignInAsync(demo.Address, demo.People["ben"], isOnPhone ? new() { Width = 360, Height = 740 } : null, colours);
        var page = new AnyPage(ben.Page);

        await page.OpenAsync($"/run?agent={Agent}&environment=production&run=night-2&compare=1");
        await page.ExamineAsync();
        page.IsWithoutComplaint();
    }

    // A second between two events; from some step on the CRM does not answer.
    private async Task SendAsync(string run, int events, int wrongFrom, int from = 0)
    {
        using var http = new HttpClient { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.AgentKey);
        var begun = DateTimeOffset.UtcNow.AddSeconds(-events);
        var lines = new StringBuilder();
        for (var at = from; at < from + events; at++)
        {
            var isWrong = at >= wrongFrom;
            var when = begun.AddSeconds(at).ToString("O", CultureInfo.InvariantCulture);
            lines.Append(CultureInfo.InvariantCulture, $$"""{"ts":"{{when}}","agent_id":"{{Agent}}","run_id":"{{run}}","workflow":"night-shift","latency_ms":300,""");
            lines.Append(at % 2 == 0 && !isWrong
                ? """ "model":"gpt-4.1-mini","usage":{"input_tokens":800,"output_tokens":40},"cost":{"usd":0.0021},"result":{"status":"ok"}}"""
                : isWrong
                    ? """ "tool_call":{"name":"crm.updateCase","args":{"caseId":"C-1"}},"result":{"status":"error","error":{"type":"timeout","message":"the CRM did not answer"}}}"""
                    : """ "tool_call":{"name":"crm.read","args":{"caseId":"C-#"}},"result":{"status":"ok"}}""".Replace("#", at.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            lines.Append('\n');
        }

        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Contains("\"rejected\":0", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
