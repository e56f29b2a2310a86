using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Web.Tests.Agents;

public sealed class AgentEndpointsTests
{
    [Fact]
    public async Task An_agent_is_registered_read_changed_and_archived()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        using var created = await security.PostAsync("/api/v1/agents", Json(A.Agent("triage").Document()));
        Assert.Equal((201, "/api/v1/agents/triage"), ((int)created.StatusCode, created.Headers.Location?.ToString()));
        using var again = await security.PostAsync("/api/v1/agents", Json(A.Agent("triage").Document()));
        Assert.Equal((409, "name_taken"), ((int)again.StatusCode, await again.CodeAsync()));

        using var got = await security.GetAsync("/api/v1/agents/triage");
        Assert.Equal("\"1\"", got.Headers.ETag?.ToString());
        var read = JsonNode.Parse(await got.Content.ReadAsStringAsync())!.AsObject();
        read["stage"] = "propose";
        using var changed = await security.PutAsync("/api/v1/agents/triage", Json(read.ToJsonString()));
        Assert.Equal((200, "propose"), ((int)changed.StatusCode, (await changed.JsonAsync()).Text("stage")));

        // The same once more comes from version 1, which is not there any more.
        using var stale = await security.PutAsync("/api/v1/agents/triage", Json(read.ToJsonString()));
        Assert.Equal((409, "changed", 2), ((int)stale.StatusCode, await stale.CodeAsync(), (await stale.JsonAsync()).GetProperty("version").GetInt32()));

        using var archived = await security.DeleteAsync("/api/v1/agents/triage");
        using var twice = await security.DeleteAsync("/api/v1/agents/triage");
        Assert.Equal((204, 204), ((int)archived.StatusCode, (int)twice.StatusCode));
        Assert.Equal(1, (await security.GetFromJsonAsync<JsonElement>("/api/v1/agents?archived=true")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_change_may_say_which_version_it_was_made_from_and_is_refused_when_that_is_gone()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        using var blind = await PutAsync(null, "propose");
        using var any = await PutAsync("*", "read_only");
        using var current = await PutAsync("\"3\"", "propose");
        using var stale = await PutAsync("\"1\"", "read_only");
        using var odd = await PutAsync("\"x\"", "read_only");

        Assert.Equal((200, 200, 200), ((int)blind.StatusCode, (int)any.StatusCode, (int)current.StatusCode));
        Assert.Equal((412, "changed", 4), ((int)stale.StatusCode, await stale.CodeAsync(), (await stale.JsonAsync()).GetProperty("version").GetInt32()));
        Assert.Equal(412, (int)odd.StatusCode);

        async Task<HttpResponseMessage> PutAsync(string? ifMatch, string stage)
        {
            var document = JsonNode.Parse(A.Agent("support").Document())!.AsObject();
            document["stage"] = stage;
            using var message = new HttpRequestMessage(HttpMethod.Put, "/api/v1/agents/support") { Content = Json(document.ToJsonString()) };
            if (ifMatch is not null) message.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return await security.SendAsync(message);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_manifest_is_told_with_its_place()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        using var answer = await security.PostAsync("/api/v1/agents", Json(A.Agent("triage").MayUse("nowhere").Document()));

        Assert.Equal((422, "document_invalid"), ((int)answer.StatusCode, await answer.CodeAsync()));
        var fault = (await answer.JsonAsync()).GetProperty("faults")[0];
        Assert.Equal(("/manifest/0/tool", "tool_unknown"), (fault.Text("pointer"), fault.Text("code")));
    }

    [Theory]
    [InlineData("POST", "/api/v1/agents")]
    [InlineData("PUT", "/api/v1/agents/support")]
    [InlineData("POST", "/api/v1/tools")]
    [InlineData("PUT", "/api/v1/tools/billing.refund")]
    public async Task Half_a_surrogate_pair_is_told_and_not_stumbled_over(string method, string path)
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        foreach (var body in (string[])["""{"name":"support","status":{"version":1,"\ud800-version":1}}""", """{"name":"\ud800"}""", """{"name":"support","manifest":[{"\ud800":1}]}"""])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = Json(body) };
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            using var answer = await security.SendAsync(request);
            Assert.True((int)answer.StatusCode is 400 or 422, $"{method} {path} answered {(int)answer.StatusCode} to {body}");
            if (body.Contains("status", StringComparison.Ordinal)) Assert.Equal((400, "malformed"), ((int)answer.StatusCode, await answer.CodeAsync()));
        }
    }

    [Fact]
    public async Task The_list_can_be_narrowed()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;
        await console.Seed.AgentAsync("billing-bot", stage: "propose");
        using var stopped = await security.PostAsJsonAsync("/api/v1/agents/billing-bot/stop", new { reason = "drill" });

        Assert.Equal(["billing-bot", "support"], await NamesAsync(""));
        Assert.Equal(["billing-bot"], await NamesAsync("?search=BILL"));
        Assert.Equal(["billing-bot"], await NamesAsync("?stage=propose"));
        Assert.Equal(["billing-bot"], await NamesAsync("?stopped=true"));
        Assert.Equal(["billing-bot", "support"], await NamesAsync("?dri=DRI@"));
        Assert.Empty(await NamesAsync("?dri=nobody"));
        Assert.Equal(["support"], await NamesAsync("?cursor=billing-bot"));
        using var odd = await security.GetAsync("/api/v1/agents?stage=everything");
        Assert.Equal(400, (int)odd.StatusCode);

        async Task<IEnumerable<string?>> NamesAsync(string query) =>
            (await security.GetFromJsonAsync<JsonElement>("/api/v1/agents" + query)).GetProperty("items").EnumerateArray().Select(agent => agent.Text("name"));
    }

    [Fact]
    public async Task An_agent_reads_what_it_is_and_what_it_may_propose()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var me = await agent.GetFromJsonAsync<JsonElement>("/api/v1/me");
        var manifest = await agent.GetFromJsonAsync<JsonElement>("/api/v1/me/manifest");

        Assert.Equal(("agent", "support", "production", "narrow_production_writes"), (me.Text("kind"), me.Text("agent"), me.Text("environment"), me.Text("stage")));
        var tool = Assert.Single(manifest.GetProperty("tools").EnumerateArray());
        Assert.Equal(("billing.refund", "write", "by_policy"), (tool.Text("tool"), tool.Text("side_effect"), tool.Text("asks_person")));
        Assert.Equal(500, tool.GetProperty("arguments").GetProperty("properties").GetProperty("amount").GetProperty("maximum").GetInt32());
        Assert.Equal("object", tool.GetProperty("input_schema").Text("type"));
    }

    [Fact]
    public async Task A_person_reads_its_roles_and_has_no_manifest()
    {
        var (console, security) = await StartAsync();
        await using var _ = console;

        var me = await security.GetFromJsonAsync<JsonElement>("/api/v1/me");
        using var manifest = await security.GetAsync("/api/v1/me/manifest");

        Assert.Equal(("person", "Sam", "security"), (me.Text("kind"), me.Text("name"), me.GetProperty("roles")[0].GetString()));
        Assert.Contains("manage_tools", me.GetProperty("permissions").EnumerateArray().Select(permission => permission.GetString()));
        Assert.Equal(403, (int)manifest.StatusCode);
    }

    private static async Task<(RunningConsole Console, HttpClient Security)> StartAsync()
    {
        var console = await RunningConsole.StartAsync();
        await console.Seed.ToolAsync(Seed.RefundTool);
        await console.Seed.AgentAsync("support");
        var person = await console.Seed.PersonAsync("Sam", Role.Security);
        return (console, console.Client(await console.Seed.TokenAsync(person)));
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
