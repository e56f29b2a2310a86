using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Web.Tests.Jobs;

public sealed class ScheduleEndpointsTests
{
    private const string Good = """{"agent":"support","environment":"production","name":"nightly","cron":"0 6 * * 1-5","zone":"Europe/Zurich","url":"https://agent.example.com/start","input":{"a":[1,null]}}""";

    [Fact]
    public async Task A_line_is_shown_as_its_next_five_times_before_it_is_kept()
    {
        await using var console = await RunningConsole.StartAsync();
        using var admin = await AdminAsync(console);

        using var good = await SendAsync(admin, HttpMethod.Post, "/preview", """{"cron":"0 6 * * 1-5","zone":"Europe/Zurich"}""");
        using var bad = await SendAsync(admin, HttpMethod.Post, "/preview", """{"cron":"0 25 * * *","zone":"UTC"}""");
        using var unreadable = await SendAsync(admin, HttpMethod.Post, "/preview", """{"cron":7}""");

        var next = (await good.JsonAsync()).GetProperty("next").EnumerateArray().Select(at => at.GetDateTimeOffset()).ToList();
        Assert.Equal((5, true), (next.Count, next.All(at => at is { Hour: 6, Minute: 0, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) })));
        Assert.Equal((422, "cron_invalid", 400), ((int)bad.StatusCode, await bad.CodeAsync(), (int)unreadable.StatusCode));
        Assert.StartsWith("The hour \"25\" cannot be read", (await bad.JsonAsync()).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_is_made_read_changed_run_and_removed()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.ToolAsync(Seed.RefundTool);
        await console.Seed.AgentAsync("support");
        using var admin = await AdminAsync(console);

        using var made = await SendAsync(admin, HttpMethod.Post, "", Good);
        using var taken = await SendAsync(admin, HttpMethod.Post, "", Good);
        var read = await made.JsonAsync();
        var id = "/" + read.Text("id");
        using var changed = await SendAsync(admin, HttpMethod.Put, id, read.GetRawText().Replace("0 6 * * 1-5", "0 7 * * 1-5", StringComparison.Ordinal));
        using var stale = await SendAsync(admin, HttpMethod.Put, id, read.GetRawText());
        using (await admin.PostAsync(new Uri("/api/v1/agents/support/stop", UriKind.Relative), new StringContent("""{"reason":"harm"}""", Encoding.UTF8, "application/json"))) { }
        using var run = await SendAsync(admin, HttpMethod.Post, id + "/run", null);
        var stopped = await admin.GetFromAsync(new Uri("/api/v1/schedules" + id, UriKind.Relative));
        var runs = (await admin.GetFromAsync(new Uri($"/api/v1/schedules{id}/runs", UriKind.Relative))).GetProperty("items");
        using var removed = await SendAsync(admin, HttpMethod.Delete, id, null);
        using var gone = await admin.GetAsync(new Uri("/api/v1/schedules" + id, UriKind.Relative));

        Assert.Equal((201, 409, 200, 409, 202, 204, 404), ((int)made.StatusCode, (int)taken.StatusCode, (int)changed.StatusCode, (int)stale.StatusCode, (int)run.StatusCode, (int)removed.StatusCode, (int)gone.StatusCode));
        Assert.Equal(("schedule_exists", "changed", "0 7 * * 1-5", 2), (await taken.CodeAsync(), await stale.CodeAsync(), (await changed.JsonAsync()).Text("cron"), (await changed.JsonAsync()).GetProperty("version").GetInt32()));
        Assert.Equal(("held", "stopped", "The agent is stopped."), ((await run.JsonAsync()).Text("state"), (await run.JsonAsync()).Text("code"), stopped.Text("stopped")));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("input").GetProperty("a")[1].ValueKind);
        Assert.Equal("held", Assert.Single(runs.EnumerateArray()).Text("state"));
    }

    [Theory]
    [InlineData("""{"agent":"support"}""", 422)]
    [InlineData("""{"agent":"\ud800"}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("""{"agent":"support","environment":"production","name":"n","cron":"0 6 * * *","zone":"UTC","url":"http://127.0.0.1:1/x"}""", 422)]
    [InlineData("""{"agent":"support","environment":"production","name":"n","cron":"0 6 * * *","zone":"UTC","url":"https://a.example.com","input":{"x":"\u0000"}}""", 422)]
    [InlineData("""{"agent":"nobody","environment":"production","name":"n","cron":"0 6 * * *","zone":"UTC","url":"https://a.example.com"}""", 422)]
    public async Task What_is_no_schedule_is_refused(string body, int status)
    {
        await using var console = await RunningConsole.StartAsync();
        using var admin = await AdminAsync(console);

        using var refused = await SendAsync(admin, HttpMethod.Post, "", body);

        Assert.Equal(status, (int)refused.StatusCode);
    }

    private static async Task<HttpClient> AdminAsync(RunningConsole console) =>
        console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Adam", Role.Admin)));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/schedules" + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.SendAsync(request);
    }
}
