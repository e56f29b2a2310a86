using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using AgentConsole.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Flows;

/// <summary>A bad night from end to end: harm is found, looked into, stopped, proven stopped, reported, and put right by whoever answers for it.</summary>
public sealed partial class HarmTests(SharedBrowser browser) : Flow(browser)
{
    private const string Agent = "support-triage-v3";

    [Fact]
    public async Task A_spike_of_denials_becomes_an_alert_a_stop_an_incident_with_a_ticket_and_a_resume_by_the_dri()
    {
        using var tracker = new IssueTracker();
        var demo = await KeepAsync(ConsoleProcess.StartAsync("demo", NewFolder(), new Dictionary<string, string>
        {
            ["Alerts__CheckSeconds"] = "5",
            ["Deliveries__TicketHosts__0"] = tracker.Host,
            ["Tickets__Secrets__OPS"] = "a-token-of-the-tracker",
        }));
        await Eventually.IsTrueAsync(() => demo.Said.Contains("Ctrl+C ends it.", StringComparison.Ordinal), "the demo has told all");
        var people = Person().Matches(demo.Said).Select(line => new ScenePerson(line.Groups["name"].Value, line.Groups["email"].Value, line.Groups["password"].Value, "")).ToDictionary(person => person.Name);
        using var agent = new AgentClient(demo.Address, Key().Match(demo.Said).Groups[1].Value);
        await PointTicketsAsync(demo.Address, people["mira"], tracker.Host);
        var held = await agent.ProposeAsync("crm.update_case", new { case_id = "K-301", status = "open", priority = "P2" });
        Assert.Equal("allow", held.GetProperty("verdict").GetString());

        // The alert, and the story of a run behind it.
        var ben = await SignInAsync(demo.Address, people["ben"]);
        var page = new AnyPage(ben.Page);
        await page.OpenAsync($"/alerts?agent={Agent}&kind=denial_spike");
        await ben.Page.GetByRole(AriaRole.Link, new() { Name = "Denials above the usual" }).First.ClickAsync(new() { Timeout = 120_000 });
        await Expect(ben.Page.GetByRole(AriaRole.Heading, new() { Name = "What to do next" })).ToBeVisibleAsync();
        var alert = ben.Page.Url;
        await page.ExamineAsync();
        await ben.Page.GetByRole(AriaRole.Region, new() { Name = "Behind it" }).GetByRole(AriaRole.Link, new() { NameRegex = new("refunds-") }).First.ClickAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Region, new() { Name = "Story" })).ToContainTextAsync("billing.refund");

        // The stop, from the alert.
        await page.OpenAsync(alert);
        await ben.Page.GetByRole(AriaRole.Button, new() { Name = "Stop…", Exact = true }).First.ClickAsync();
        await ben.Page.Locator("#stop-agent-reason").FillAsync("It asks for refunds that it may not give.");
        await ben.Page.GetByRole(AriaRole.Button, new() { Name = $"Stop {Agent}" }).ClickAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Button, new() { Name = "Stop…", Exact = true })).ToHaveCountAsync(0);

        // The proof.
        var refused = await agent.ProposeAsync("crm.update_case", new { case_id = "K-302", status = "open", priority = "P2" });
        Assert.Equal(("deny", "stopped"), (refused.GetProperty("verdict").GetString(), refused.GetProperty("denial").GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Gone, await RedeemAsync(demo.Address, held, new { case_id = "K-301", status = "open", priority = "P2" }));

        // The incident, with its ticket.
        await ben.Page.GetByRole(AriaRole.Button, new() { Name = "Report failure" }).ClickAsync();
        var tickets = ben.Page.GetByRole(AriaRole.Region, new() { Name = "Tickets" });
        await Expect(tickets.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^#\d+$") })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Contains(tracker.Filed, issue => issue.GetProperty("title").GetString()!.Contains($"{Agent}: Denials above the usual", StringComparison.Ordinal));
        await page.ExamineAsync();

        // And the one who answers for it lets it go on.
        var ada = await SignInAsync(demo.Address, people["ada"]);
        await new AnyPage(ada.Page).OpenAsync($"/agents/{Agent}");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Resume…", Exact = true }).ClickAsync();
        await ada.Page.Locator("#stop-agent-reason").FillAsync("Its goal was put right.");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = $"Resume {Agent}" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Button, new() { Name = "Stop…", Exact = true })).ToBeVisibleAsync();
        var again = await agent.ProposeAsync("crm.update_case", new { case_id = "K-303", status = "open", priority = "P2" });
        Assert.Equal("allow", again.GetProperty("verdict").GetString());
        page.IsWithoutComplaint();
    }

    private async Task PointTicketsAsync(Uri address, ScenePerson admin, string host)
    {
        var mira = await SignInAsync(address, admin);
        await new AnyPage(mira.Page).OpenAsync("/incidents/targets");
        await mira.Page.GetByLabel("System", new() { Exact = true }).SelectOptionAsync("Github");
        await mira.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Operations");
        await mira.Page.GetByLabel("Address", new() { Exact = true }).FillAsync($"http://{host}");
        await mira.Page.GetByLabel("Repository", new() { Exact = true }).FillAsync("acme/ops");
        await mira.Page.GetByLabel("Name of the secret").FillAsync("OPS");
        await mira.Page.GetByRole(AriaRole.Button, new() { Name = "Add target" }).ClickAsync();
        await Expect(mira.Page.GetByRole(AriaRole.Cell, new() { Name = "acme/ops" })).ToBeVisibleAsync();
    }

    private static async Task<HttpStatusCode> RedeemAsync(Uri address, JsonElement released, object args)
    {
        using var anonymous = new HttpClient { BaseAddress = address };
        using var answer = await anonymous.PostAsJsonAsync("/api/v1/grants/redeem", new { grant = released.GetProperty("grant").GetString(), args });
        return answer.StatusCode;
    }

    [GeneratedRegex(@"^ +(?<email>(?<name>\w+)@\S+) +(?<password>\S.*?) {3}\S", RegexOptions.Multiline)]
    private static partial Regex Person();

    [GeneratedRegex(@"AGENT_KEY=(\S+)")]
    private static partial Regex Key();
}
