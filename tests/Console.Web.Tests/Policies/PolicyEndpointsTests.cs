using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class PolicyEndpointsTests
{
    private const string Refund = """
        {"type":"object","required":["order_id","amount"],"additionalProperties":false,
         "properties":{"order_id":{"type":"string"},"amount":{"type":"number"}}}
        """;

    private const string Small = """permit(principal, action == Action::"billing.refund", resource) when { context.args.amount.lessThanOrEqual(decimal("50.0")) };""";

    [Fact]
    public async Task A_draft_is_written_by_one_published_by_another_and_rolled_back_in_one_call()
    {
        await using var console = await RunningConsole.StartAsync();
        var (sam, sue) = (await ClientAsync(console, "Sam", Role.Security), await ClientAsync(console, "Sue", Role.Security));
        using var tool = await sam.PostAsync("/api/v1/tools", Json(A.Tool().Taking(Refund).With("pointers", null).Document()));

        using var created = await sam.PostAsync("/api/v1/policies", Document("refunds", Small));
        var draft = await created.JsonAsync();
        var digest = draft.GetProperty("status").GetProperty("draft").GetProperty("digest").GetString();
        using var own = await sam.PostAsync("/api/v1/policies/refunds/publish", Json($$"""{"digest":"{{digest}}"}"""));
        using var unread = await sue.PostAsync("/api/v1/policies/refunds/publish", Json("{}"));
        using var other = await sue.PostAsync("/api/v1/policies/refunds/publish", Json("""{"digest":"sha-256:other"}"""));
        using var published = await sue.PostAsync("/api/v1/policies/refunds/publish", Json($$"""{"digest":"{{digest}}"}"""));

        Assert.Equal((201, "/api/v1/policies/refunds"), ((int)created.StatusCode, created.Headers.Location?.ToString()));
        Assert.Equal((403, "second_person_needed"), ((int)own.StatusCode, await own.CodeAsync()));
        Assert.Equal((422, "digest_missing"), ((int)unread.StatusCode, await unread.CodeAsync()));
        Assert.Equal((409, "changed"), ((int)other.StatusCode, await other.CodeAsync()));
        Assert.Equal((200, 1), ((int)published.StatusCode, (await published.JsonAsync()).GetProperty("status").GetProperty("live").GetProperty("number").GetInt32()));

        using var none = await sue.PostAsync("/api/v1/policies/refunds/rollback", Json("""{"from":1}"""));
        Assert.Equal((409, "not_now"), ((int)none.StatusCode, await none.CodeAsync()));
        using var second = await sue.PutAsync("/api/v1/policies/refunds", Document("refunds", "forbid(principal, action, resource);"));
        var again = (await second.JsonAsync()).GetProperty("status").GetProperty("draft").GetProperty("digest").GetString();
        using var live = await sam.PostAsync("/api/v1/policies/refunds/publish", Json($$"""{"digest":"{{again}}"}"""));
        using var blind = await sam.PostAsync("/api/v1/policies/refunds/rollback", null);
        Assert.Equal((422, "from_missing"), ((int)blind.StatusCode, await blind.CodeAsync()));
        using var back = await sam.PostAsJsonAsync("/api/v1/policies/refunds/rollback", new { from = 2 });
        using var again2 = await sam.PostAsJsonAsync("/api/v1/policies/refunds/rollback", new { from = 2 });
        Assert.Equal(409, (int)again2.StatusCode);
        Assert.Equal((200, 200, 1), ((int)live.StatusCode, (int)back.StatusCode, (await back.JsonAsync()).GetProperty("status").GetProperty("live").GetProperty("number").GetInt32()));
        Assert.Equal(Small, (await sam.GetFromJsonAsync<JsonElement>("/api/v1/policies/refunds")).GetProperty("text").GetString());
        Assert.Equal(404, (int)(await sam.GetAsync(new Uri("/api/v1/policies/refunds?version=9", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_person_never_publishes_by_writing_and_an_unreadable_text_is_refused_with_its_place()
    {
        await using var console = await RunningConsole.StartAsync();
        var sam = await ClientAsync(console, "Sam", Role.Security);
        var rita = await ClientAsync(console, "Rita", Role.Reviewer);

        using var publishing = await sam.PostAsync("/api/v1/policies", Json("""{"kind":"PolicySet","name":"a","engine":"cedar","publish":true,"text":""}"""));
        using var unreadable = await sam.PostAsync("/api/v1/policies", Document("a", "permit(principal, action, resource)\n when { 1 + };"));
        using var misspelt = await sam.PostAsync("/api/v1/policies", Json("""{"name":"a","text":"","txet":"x"}"""));
        using var badName = await sam.PostAsync("/api/v1/policies", Document("schema", ""));
        using var reader = await rita.PostAsync("/api/v1/policies", Document("a", ""));
        using var stepped = await sam.PostAsync("/api/v1/policies/nothing/publish", Json("""{"digest":"x"}"""));

        Assert.Equal((403, "second_person_needed"), ((int)publishing.StatusCode, await publishing.CodeAsync()));
        Assert.Equal(422, (int)unreadable.StatusCode);
        Assert.Contains("line 2, column", (await unreadable.JsonAsync()).GetProperty("faults")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((422, 422, 403, 404), ((int)misspelt.StatusCode, (int)badName.StatusCode, (int)reader.StatusCode, (int)stepped.StatusCode));
    }

    [Fact]
    public async Task A_text_is_checked_backtested_and_tried_without_writing_anything()
    {
        await using var console = await RunningConsole.StartAsync();
        var sam = await ClientAsync(console, "Sam", Role.Security);
        using var tool = await sam.PostAsync("/api/v1/tools", Json(A.Tool().Taking(Refund).With("pointers", null).Document()));

        Assert.Contains("action \"billing.refund\" in [\"write\"]", await sam.GetStringAsync("/api/v1/policies/schema"), StringComparison.Ordinal);
        using var check = await sam.PostAsync("/api/v1/policies/check", Json(JsonSerializer.Serialize(new { text = Small.Replace("amount", "amuont", StringComparison.Ordinal) })));
        var report = await check.JsonAsync();
        Assert.False(report.GetProperty("is_publishable").GetBoolean());
        Assert.Equal(1, report.GetProperty("errors")[0].GetProperty("line").GetInt32());

        using var backtest = await sam.PostAsync("/api/v1/policies/backtest", Json(JsonSerializer.Serialize(new { name = "refunds", text = Small, days = 7 })));
        Assert.Equal(0, (await backtest.JsonAsync()).GetProperty("considered").GetInt32());
        using var unknown = await sam.PostAsync("/api/v1/policies/backtest", Json("""{"name":"nothing"}"""));
        Assert.Equal(404, (int)unknown.StatusCode);

        using var tried = await sam.PostAsync("/api/v1/policies/try", Json(JsonSerializer.Serialize(
            new { name = "refunds", text = Small, given = new { tool = "billing.refund", args = new { order_id = "W-1", amount = 20 } } })));
        Assert.Equal("allow", (await tried.JsonAsync()).GetProperty("verdict").GetString());
        using var both = await sam.PostAsync("/api/v1/policies/try", Json("""{"given":{"tool":"billing.refund"},"proposal":"prp_1"}"""));
        using var neither = await sam.PostAsync("/api/v1/policies/try", Json("{}"));
        Assert.Equal((422, 422), ((int)both.StatusCode, (int)neither.StatusCode));
        Assert.Equal(0, (await sam.GetFromJsonAsync<JsonElement>("/api/v1/policies")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("verdict=maybe")]
    [InlineData("proposal=nothing")]
    [InlineData("from=yesterday")]
    [InlineData("cursor=%00")]
    [InlineData("limit=0")]
    public async Task A_search_of_the_log_that_cannot_be_read_is_refused(string query)
    {
        await using var console = await RunningConsole.StartAsync();
        var sam = await ClientAsync(console, "Sam", Role.Security);

        using var answer = await sam.GetAsync(new Uri("/api/v1/policies/evaluations?" + query, UriKind.Relative));

        Assert.Equal((400, "malformed"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    private static async Task<HttpClient> ClientAsync(RunningConsole console, string name, Role role) =>
        console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync(name, role)));

    private static StringContent Document(string name, string text) => Json(JsonSerializer.Serialize(new { kind = "PolicySet", name, engine = "cedar", text }));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
