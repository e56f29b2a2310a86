using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Alerts;

public sealed class AlertEndpointsTests
{
    private static readonly Uri Alerts = new("/api/v1/alerts?state=open", UriKind.Relative);
    private static readonly Uri Rules = new("/api/v1/alert-rules", UriKind.Relative);
    private static readonly Uri Channels = new("/api/v1/alert-channels", UriKind.Relative);

    [Fact]
    public async Task A_rule_finds_harm_and_people_are_told_and_say_what_they_do_about_it()
    {
        await using var receiver = await LoopbackReceiver.StartAsync();
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync(null, "--Alerts:CheckSeconds=5", $"--Deliveries:WebhookHosts:0={receiver.HostAndPort}");
        await using var _ = console;
        using var __ = agent;
        using var ___ = reviewer;
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Cal", Role.Oncall)));
        await using var listener = await HubListener.OpenAsync(console.Address, await console.Seed.TokenAsync(await console.Seed.PersonAsync("Lee", Role.Reviewer)));

        using var added = await oncall.PostAsJsonAsync(Channels, new { kind = "slack", name = "#alerts", url = $"{receiver.Url}services/T0/B0/secret" });
        Assert.Equal(201, (int)added.StatusCode);
        Assert.DoesNotContain("secret", await added.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await oncall.GetStringAsync(Channels), StringComparison.Ordinal);
        using var made = await oncall.PostAsJsonAsync(Rules, new { name = "Anything waits", kind = "queue_age", limit = 0.001, mode = "enforce", severity = "critical", runbook = "https://example.com/queue" });
        Assert.Equal(201, (int)made.StatusCode);
        var proposal = await agent.ProposedAsync(Wire.Refund);

        JsonElement found = default;
        await Eventually.IsTrueAsync(async () => (found = (await reviewer.GetFromAsync(Alerts)).GetProperty("items")).GetArrayLength() == 1, "the rule finds it");
        var id = found[0].Text("id")!;
        await listener.HearsAsync(LiveMessages.AlertFired);
        Assert.Equal(id, listener.Heard.First(message => message.Target == LiveMessages.AlertFired).Arguments[0].Text("id"));
        Assert.Equal(("critical", "open", "queue_age", "controls"), (found[0].Text("severity"), found[0].Text("state"), found[0].Text("kind"), found[0].Text("fault_domain")));
        var body = JsonElement.Parse((await receiver.NextAsync()).Text);
        Assert.Contains("waits too long", body.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("W-1", body.GetRawText(), StringComparison.Ordinal);

        Assert.Equal(403, (int)(await PostAsync(reviewer, id, "acknowledge", null)).Status);
        var whole = (await PostAsync(oncall, id, "acknowledge", null)).Body;
        Assert.Equal(("acknowledged", "Cal", "https://example.com/queue"), (whole.Text("state"), whole.Text("acknowledged_by"), whole.Text("runbook")));
        Assert.Contains(whole.GetProperty("evidence").EnumerateArray(), one => one.Text("id") == proposal.Text("id"));
        Assert.NotEmpty(whole.GetProperty("what_next").EnumerateArray());
        Assert.Equal("alert.fired", Assert.Single(whole.GetProperty("deliveries").EnumerateArray()).Text("event_type"));

        Assert.Equal("already_acknowledged", (await PostAsync(oncall, id, "acknowledge", null)).Body.Text("code"));
        Assert.Equal(400, (await PostAsync(oncall, id, "silence", new { until = "tomorrow", reason = "x" })).Status);
        Assert.Equal(422, (await PostAsync(oncall, id, "silence", new { until = "2020-01-01T00:00:00Z", reason = "x" })).Status);
        Assert.Equal("silenced", (await PostAsync(oncall, id, "silence", new { until = console.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1).ToString("O"), reason = "a drill" })).Body.Text("state"));
        Assert.Equal("resolved", (await PostAsync(oncall, id, "resolve", new { reason = "decided" })).Body.Text("state"));
        Assert.Equal("already_resolved", (await PostAsync(oncall, id, "resolve", null)).Body.Text("code"));
        Assert.Equal(404, (await PostAsync(oncall, "alr_0", "resolve", null)).Status);
    }

    [Fact]
    public async Task Rules_are_resources_that_are_read_changed_and_removed()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        using var __ = agent;
        using var ___ = reviewer;
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sec", Role.Security)));

        var shipped = (await reviewer.GetFromAsync(Rules)).GetProperty("items");
        Assert.Equal(10, shipped.GetArrayLength());
        Assert.Equal(2, shipped.EnumerateArray().Count(rule => rule.Text("mode") == "shadow"));

        using var wrong = await security.PostAsJsonAsync(Rules, new { name = "x", kind = "cap_near", window_minutes = 5, runbook = "javascript:alert(1)" });
        Assert.Equal(422, (int)wrong.StatusCode);
        Assert.Equal(["/runbook", "/window_minutes"], (await wrong.JsonAsync()).GetProperty("faults").EnumerateArray().Select(fault => fault.Text("pointer")).Order());

        using var made = await security.PostAsJsonAsync(Rules, new { name = "Caps of support", kind = "cap_near", agent = "support", limit = 60 });
        var rule = await made.JsonAsync();
        Assert.Equal(("shadow", 60), (rule.Text("mode"), rule.GetProperty("limit").GetInt32()));
        var where = made.Headers.Location!;

        // What was read is written back, with one member changed.
        using var changed = await security.PutAsJsonAsync(where, JsonElement.Parse(rule.GetRawText().Replace("\"shadow\"", "\"enforce\"", StringComparison.Ordinal)));
        Assert.Equal(("enforce", 2), ((await changed.JsonAsync()).Text("mode"), (await changed.JsonAsync()).GetProperty("status").GetProperty("version").GetInt32()));
        using var stale = await security.PutAsJsonAsync(where, rule);
        Assert.Equal((409, "changed"), ((int)stale.StatusCode, await stale.CodeAsync()));
        using var other = await security.PutAsJsonAsync(where, new { name = "x", kind = "queue_age" });
        Assert.Equal(422, (int)other.StatusCode);
        using var refused = await reviewer.DeleteAsync(where);
        Assert.Equal(403, (int)refused.StatusCode);
        using var removed = await security.DeleteAsync(where);
        Assert.Equal(204, (int)removed.StatusCode);
        using var gone = await security.GetAsync(where);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task A_backtest_asks_the_past_and_says_where_it_cannot()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        using var __ = agent;
        using var ___ = reviewer;
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sec", Role.Security)));
        var path = new Uri("/api/v1/alert-rules/backtest", UriKind.Relative);

        using var tested = await security.PostAsJsonAsync(path, new { name = "x", kind = "denial_spike" });
        Assert.Equal(0, (await tested.JsonAsync()).GetProperty("count").GetInt32());
        using var never = await security.PostAsJsonAsync(path, new { name = "x", kind = "queue_age" });
        Assert.Equal("not_backtestable", await never.CodeAsync());
        using var half = new StringContent("{\"name\":\"\\ud800\",\"kind\":\"queue_age\"}", System.Text.Encoding.UTF8, "application/json");
        using var broken = await security.PostAsync(path, half);
        Assert.Equal(400, (int)broken.StatusCode);
    }

    [Theory]
    [InlineData("state=asleep")]
    [InlineData("kind=earthquake")]
    [InlineData("severity=9")]
    [InlineData("rule=1")]
    [InlineData("agent=%01")]
    [InlineData("cursor=x")]
    public async Task What_is_asked_wrongly_is_refused(string query)
    {
        await using var console = await RunningConsole.StartAsync();
        using var reviewer = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Rita", Role.Reviewer)));

        using var answer = await reviewer.GetAsync(new Uri("/api/v1/alerts?" + query, UriKind.Relative));

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_channel_is_an_address_that_may_be_sent_to_and_only_a_signed_one_shows_a_secret()
    {
        await using var console = await RunningConsole.StartAsync();
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Cal", Role.Oncall)));

        using var inside = await oncall.PostAsJsonAsync(Channels, new { kind = "teams", name = "x", url = "https://127.0.0.1/x" });
        Assert.Equal(422, (int)inside.StatusCode);
        using var pager = await oncall.PostAsJsonAsync(Channels, new { kind = "pager", name = "x", url = "https://example.com/x" });
        Assert.Equal(400, (int)pager.StatusCode);
        using var teams = await oncall.PostAsJsonAsync(Channels, new { kind = "teams", name = "Operations", url = "https://example.com/workflows/abc" });
        Assert.Equal(("https://example.com", null), ((await teams.JsonAsync()).Text("url"), (await teams.JsonAsync()).Text("secret")));
        using var signed = await oncall.PostAsJsonAsync(Channels, new { kind = "webhook", name = "Pager", url = "https://example.com/hook" });
        Assert.StartsWith("whsec_", (await signed.JsonAsync()).Text("secret"), StringComparison.Ordinal);

        // Of others' shapes the page of webhooks knows nothing.
        Assert.Single((await oncall.GetFromAsync(new("/api/v1/webhooks", UriKind.Relative))).GetProperty("items").EnumerateArray());
        using var removed = await oncall.DeleteAsync(teams.Headers.Location);
        Assert.Equal(204, (int)removed.StatusCode);
        Assert.Equal("Pager", Assert.Single((await oncall.GetFromAsync(Channels)).GetProperty("items").EnumerateArray()).Text("name"));
    }

    private static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient client, string id, string verb, object? body)
    {
        var path = new Uri($"/api/v1/alerts/{id}/{verb}", UriKind.Relative);
        using var answer = body is null ? await client.PostAsync(path, null) : await client.PostAsJsonAsync(path, body);
        return ((int)answer.StatusCode, await answer.JsonAsync());
    }
}
