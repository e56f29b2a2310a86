using System.Net;
using System.Net.Http.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Web.Tests.Agents;

public sealed class AgentPagesTests
{
    [Fact]
    public async Task Pages_show_agents_and_tools_in_words()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        var agents = await TextAsync(auditor, "/agents");
        var agent = await TextAsync(auditor, "/agents/support");
        var tools = await TextAsync(auditor, "/tools");
        var tool = await TextAsync(auditor, "/tools/billing.refund");

        Assert.Contains("support", agents, StringComparison.Ordinal);
        Assert.Contains("dri@example.com", agents, StringComparison.Ordinal);
        Assert.Contains("amount at most 500", agent, StringComparison.Ordinal);
        Assert.Contains("granted, never used", agent, StringComparison.Ordinal);
        Assert.Contains("billing.refund", tools, StringComparison.Ordinal);
        Assert.Contains("number, required", tool, StringComparison.Ordinal);
        Assert.Contains("at least 0", tool, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"", tool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_stands_on_every_page_it_reaches()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        using var stopped = await auditor.PostAsJsonAsync("/api/v1/stop", new { reason = "A drill." });
        Assert.Equal(200, (int)stopped.StatusCode);

        foreach (var page in new[] { "/agents", "/agents/support", "/tools/billing.refund" })
        {
            var text = await TextAsync(auditor, page);
            Assert.Contains("Everything is stopped.", text, StringComparison.Ordinal);
            Assert.Contains("A drill.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_may_not_lift_the_stop_of_everything_sees_it_and_is_led_to_it()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        using var stopped = await auditor.PostAsJsonAsync("/api/v1/stop", new { reason = "A drill." });

        using var answer = await auditor.GetAsync("/agents");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal("Everything is stopped", page.QuerySelector("a.reaches-all[href='/stops']")?.TextContent.Trim());
    }

    [Fact]
    public async Task A_tool_with_a_stop_of_its_own_can_be_resumed_while_everything_is_stopped()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        using var own = await auditor.PostAsJsonAsync("/api/v1/tools/billing.refund/stop", new { reason = "It pays twice." });
        using var all = await auditor.PostAsJsonAsync("/api/v1/stop", new { reason = "A drill." });
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sue", Role.Security)));

        var text = await TextAsync(security, "/tools/billing.refund");

        Assert.Contains("It pays twice.", text, StringComparison.Ordinal);
        Assert.Contains("A drill.", text, StringComparison.Ordinal);
        Assert.Contains("Resume…", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_stop_switch_tells_of_stops_and_drills()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        using var drilled = await auditor.PostAsJsonAsync("/api/v1/agents/support/stop/drill", new { });
        var drill = await drilled.JsonAsync();
        Assert.Equal((200, true, 0), ((int)drilled.StatusCode, drill.GetProperty("held").GetBoolean(), drill.GetProperty("frozen").GetInt32()));
        using var unknown = await auditor.PostAsJsonAsync("/api/v1/tools/no.such/stop/drill", new { });
        Assert.Equal(404, (int)unknown.StatusCode);

        Assert.Contains("Nothing is stopped", await TextAsync(auditor, "/stops"), StringComparison.Ordinal);
        using var stopped = await auditor.PostAsJsonAsync("/api/v1/agents/support/stop", new { reason = "It pays twice." });
        var text = await TextAsync(auditor, "/stops");

        Assert.Contains("It pays twice.", text, StringComparison.Ordinal);
        Assert.Contains("nothing runs", text, StringComparison.Ordinal);
        using var again = await auditor.PostAsJsonAsync("/api/v1/agents/support/stop/drill", new { });
        Assert.Equal((409, "already_stopped"), ((int)again.StatusCode, await again.CodeAsync()));
        var listed = (await auditor.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/stop/drills")).GetProperty("items");
        // The console drills by itself too, when it starts.
        Assert.Equal("support", Assert.Single(listed.EnumerateArray(), one => one.GetProperty("scope").GetString() == "agent").GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_others_wrote_into_a_contract_cannot_hide_or_act()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        await console.Seed.ToolAsync(A.Tool("evil.tool").With("description", "Reads\u202e<script>alert(1)</script>").Document());

        using var answer = await auditor.GetAsync("/tools/evil.tool");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("[U+202E]<script>", await TextAsync(auditor, "/tools/evil.tool"), StringComparison.Ordinal);
    }

    [Theory, InlineData("/agents/nobody", "There is no such agent"), InlineData("/tools/a/b/c", "There is no such tool"), InlineData("/tools/billing.refund?version=9", "There is no such tool")]
    public async Task What_is_not_there_is_said(string page, string words)
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        Assert.Contains(words, await TextAsync(auditor, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_with_a_slash_has_its_page()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;
        await console.Seed.ToolAsync(A.Tool("github/create-issue").Document());

        Assert.Contains("/tools/github/create-issue", await (await auditor.GetAsync("/tools")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("order_id", await TextAsync(auditor, "/tools/github/create-issue"), StringComparison.Ordinal);
    }

    private static async Task<(RunningConsole Console, HttpClient Auditor)> StartAsync()
    {
        var console = await RunningConsole.StartAsync();
        await console.Seed.ToolAsync(Seed.RefundTool);
        await console.Seed.AgentAsync("support", limits: """{"properties":{"amount":{"maximum":500}}}""");
        return (console, console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Otto", Role.Auditor))));
    }

    /// <summary>What a reader would see: the text of the page without its tags.</summary>
    private static async Task<string> TextAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var parsed = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        foreach (var hidden in parsed.QuerySelectorAll("script, style, details")) hidden.Remove();
        return parsed.QuerySelector("main")!.TextContent;
    }
}
