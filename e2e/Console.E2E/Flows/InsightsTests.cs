using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

/// <summary>What finance does with a figure that is too high, and whether the dashboards are for everybody.</summary>
public sealed partial class InsightsTests(SharedBrowser browser, RunningDemo demo) : Flow(browser), IClassFixture<RunningDemo>
{
    private const string Agent = "support-triage-v3";

    private static readonly string[] Dashboards =
        ["/insights", "/insights/spend", "/insights/denials", "/insights/tools", "/insights/approvals", "/insights/outcomes", "/insights/roi", "/budgets", "/prices"];

    [Fact]
    public async Task A_finance_user_comes_from_a_spike_to_the_runs_behind_it()
    {
        await SpendAsync("spike-1", "7.25");
        var mira = await SignInAsync(demo.Address, demo.People["mira"]);
        var page = new AnyPage(mira.Page);

        await page.OpenAsync("/insights/spend?range=24h");
        await mira.Page.Locator("figure.chart summary").First.ClickAsync();
        await mira.Page.Locator("figure.chart table").GetByRole(AriaRole.Link, new() { NameRegex = Spike() }).First.ClickAsync();
        await Expect(mira.Page.GetByRole(AriaRole.Heading, new() { Name = "Runs", Exact = true })).ToBeVisibleAsync();
        Assert.Contains("agent=" + Agent, mira.Page.Url, StringComparison.Ordinal);
        await mira.Page.GetByRole(AriaRole.Link, new() { Name = "spike-1" }).ClickAsync();

        await Expect(mira.Page.Locator(".run-facts")).ToContainTextAsync("7.25");
        page.IsWithoutComplaint();
    }

    [Theory]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    public async Task Every_dashboard_opens_fits_and_is_for_everybody(bool isOnPhone, ColorScheme colours)
    {
        var mira = await SignInAsync(demo.Address, demo.People["mira"], isOnPhone ? new() { Width = 360, Height = 740 } : null, colours);
        var page = new AnyPage(mira.Page);
        foreach (var dashboard in Dashboards)
        {
            await page.OpenAsync(dashboard);
            await page.ExamineAsync();
        }

        page.IsWithoutComplaint();
    }

    private async Task SpendAsync(string run, string usd)
    {
        using var http = new HttpClient { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.AgentKey);
        var when = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        using var content = new StringContent(
            $$$"""{"ts":"{{{when}}}","agent_id":"{{{Agent}}}","run_id":"{{{run}}}","workflow":"night-shift","model":"gpt-4.1-mini","usage":{"input_tokens":9,"output_tokens":9},"cost":{"usd":{{{usd}}}}}""",
            Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        Assert.Contains("\"accepted\":1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(7\.[2-9]|[89]\.)")]
    private static partial Regex Spike();
}
