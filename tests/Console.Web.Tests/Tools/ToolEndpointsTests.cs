using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Web.Tests.Tools;

public sealed class ToolEndpointsTests
{
    [Fact]
    public async Task A_tool_is_accepted_read_changed_and_retired()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        using var created = await security.PostAsync("/api/v1/tools", Json(A.Tool().Document()));
        Assert.Equal((201, "/api/v1/tools/billing.refund"), ((int)created.StatusCode, created.Headers.Location?.ToString()));
        using var again = await security.PostAsync("/api/v1/tools", Json(A.Tool().Document()));
        Assert.Equal(200, (int)again.StatusCode);

        // What was read may be written back as it is.
        var read = JsonNode.Parse(await security.GetStringAsync("/api/v1/tools/billing.refund"))!.AsObject();
        Assert.True(read["status"]!["current"]!.GetValue<bool>());
        using var same = await security.PutAsync("/api/v1/tools/billing.refund", Json(read.ToJsonString()));
        Assert.Equal(200, (int)same.StatusCode);

        read["version"] = 2;
        using var changed = await security.PutAsync("/api/v1/tools/billing.refund", Json(read.ToJsonString()));
        Assert.Equal((200, 2), ((int)changed.StatusCode, (await changed.JsonAsync()).GetProperty("version").GetInt32()));
        Assert.Equal(1, (await security.GetFromJsonAsync<JsonElement>("/api/v1/tools/billing.refund?version=1")).GetProperty("version").GetInt32());

        using var retired = await security.DeleteAsync("/api/v1/tools/billing.refund");
        Assert.Equal(204, (int)retired.StatusCode);
        Assert.Equal(0, (await security.GetFromJsonAsync<JsonElement>("/api/v1/tools")).GetProperty("items").GetArrayLength());
        Assert.True((await security.GetFromJsonAsync<JsonElement>("/api/v1/tools/billing.refund")).GetProperty("status").GetProperty("retired").GetBoolean());
    }

    [Fact]
    public async Task A_new_version_may_say_which_one_it_follows_and_is_refused_when_another_is_in_force()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;
        using var created = await PutAsync(1, null);
        using var early = await PutAsync(2, "\"2\"");
        using var second = await PutAsync(2, "\"1\"");
        using var stale = await PutAsync(3, "\"1\"");
        using var blind = await PutAsync(3, null);

        Assert.Equal((201, 200, 200), ((int)created.StatusCode, (int)second.StatusCode, (int)blind.StatusCode));
        Assert.Equal("\"2\"", second.Headers.ETag?.ToString());
        Assert.Equal((412, "changed", 2), ((int)stale.StatusCode, await stale.CodeAsync(), (await stale.JsonAsync()).GetProperty("version").GetInt32()));
        Assert.Equal(412, (int)early.StatusCode);

        async Task<HttpResponseMessage> PutAsync(int version, string? ifMatch)
        {
            using var message = new HttpRequestMessage(HttpMethod.Put, "/api/v1/tools/billing.refund") { Content = Json(A.Tool().Version(version).Document()) };
            if (ifMatch is not null) message.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return await security.SendAsync(message);
        }
    }

    [Fact]
    public async Task A_name_with_a_slash_is_one_segment()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;
        using var created = await security.PostAsync("/api/v1/tools", Json(A.Tool("github/create-issue").Document()));
        Assert.Equal(201, (int)created.StatusCode);

        var read = await security.GetFromJsonAsync<JsonElement>(created.Headers.Location!);
        using var stopped = await security.PostAsJsonAsync(created.Headers.Location + "/stop", new { reason = "drill" });

        Assert.Equal("github/create-issue", read.Text("name"));
        Assert.Equal("stopped", (await stopped.JsonAsync()).Text("state"));
    }

    [Theory]
    [InlineData("""{"name":"x"}""", 422, "document_invalid")]
    [InlineData("""[]""", 400, "malformed")]
    [InlineData("""{"name":"x","name":"y"}""", 400, "malformed")]
    [InlineData("""not json""", 400, "malformed")]
    [InlineData("""{"name":"\ud800","version":1,"side_effect":"read","environments":["dev"],"input_schema":{}}""", 422, "document_invalid")]
    [InlineData("""{"name":"x","version":1,"side_effect":"read","environments":["dev"],"input_schema":{"a":1,"a":2}}""", 422, "document_invalid")]
    [InlineData("""{"name":"x","version":1,"side_effect":"read","environments":["dev"],"input_schema":{"a":1,"a":2},"status":{}}""", 422, "document_invalid")]
    public async Task What_is_wrong_is_told_as_a_problem(string body, int status, string code)
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        using var answer = await security.PostAsync("/api/v1/tools", Json(body));

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.NotEqual(0, (await answer.JsonAsync()).GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task A_changed_definition_under_its_version_is_a_conflict()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;
        using var first = await security.PostAsync("/api/v1/tools", Json(A.Tool().Version(3).Document()));

        using var other = await security.PostAsync("/api/v1/tools", Json(A.Tool().Version(3).With("description", "Else.").Document()));
        using var lower = await security.PostAsync("/api/v1/tools", Json(A.Tool().Version(2).Document()));
        using var elsewhere = await security.PutAsync("/api/v1/tools/other", Json(A.Tool().Version(4).Document()));

        Assert.Equal((409, "version_exists"), ((int)other.StatusCode, await other.CodeAsync()));
        Assert.Equal((409, "version_too_low"), ((int)lower.StatusCode, await lower.CodeAsync()));
        Assert.Equal((422, "document_invalid"), ((int)elsewhere.StatusCode, await elsewhere.CodeAsync()));
    }

    [Fact]
    public async Task A_list_goes_on_behind_its_cursor()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;
        for (var number = 0; number < 53; number++) await console.Seed.ToolAsync(A.Tool($"tool-{number:00}").Document());

        var first = await security.GetFromJsonAsync<JsonElement>("/api/v1/tools");
        var second = await security.GetFromJsonAsync<JsonElement>("/api/v1/tools?cursor=" + first.Text("next"));

        Assert.Equal((50, 3), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Null(second.Text("next"));
        Assert.Equal(1, (await security.GetFromJsonAsync<JsonElement>("/api/v1/tools?search=TOOL-07")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await security.GetFromJsonAsync<JsonElement>("/api/v1/tools?side_effect=read")).GetProperty("items").GetArrayLength());
    }

    private static async Task<(RunningConsole Console, HttpClient Security)> StartAsync()
    {
        var console = await RunningConsole.StartAsync();
        var person = await console.Seed.PersonAsync("Sam", Role.Security);
        return (console, console.Client(await console.Seed.TokenAsync(person)));
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
