using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

/// <summary>Members that the contract names are there, also when there is nothing to say.</summary>
public sealed class WireShapeTests
{
    [Fact]
    public async Task The_queue_says_null_where_nothing_waits()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        Assert.Equal("""{"batch":[],"waiting":0,"oldest_age_s":null,"planted":null}""", await reviewer.GetStringAsync("/api/v1/queue"));
    }

    [Fact]
    public async Task A_proposal_always_has_its_policy_risk_and_denial()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var waiting = await agent.ProposedAsync(Wire.Refund);
        var denied = await agent.ProposedAsync("""{"tool":"mail.send","args":{}}""");

        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("denial").ValueKind);
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("policy").GetProperty("version").ValueKind);
        Assert.Equal(5, waiting.GetProperty("retry_after_s").GetInt32());
        Assert.Equal(JsonValueKind.Array, waiting.GetProperty("risk").GetProperty("factors").ValueKind);
        Assert.False(waiting.TryGetProperty("grant", out var _));
        Assert.Equal(JsonValueKind.Null, denied.GetProperty("retry_after_s").ValueKind);
        Assert.Equal(["code", "message", "retryable", "suggestion"], denied.GetProperty("denial").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Every_list_says_where_it_goes_on_and_refuses_a_cursor_that_it_did_not_give()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var operators = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Olga", Enum.GetValues<Role>())));
        string[] lists = ["proposals", "agents", "agents/support/keys", "tools", "users", "tokens", "deliveries", "webhooks", "grants/revoked"];

        foreach (var list in lists)
        {
            Assert.True((await operators.GetFromJsonAsync<JsonElement>($"/api/v1/{list}?limit=200")).TryGetProperty("next", out var next), list);
            Assert.Equal(JsonValueKind.Null, next.ValueKind);
            foreach (var query in (string[])["cursor=%01", "limit=0", "limit=201", "limit=x", "cursor="])
            {
                using var answer = await operators.GetAsync($"/api/v1/{list}?{query}");
                Assert.True((int)answer.StatusCode == 400 && await answer.CodeAsync() == "malformed", $"{list}?{query}: {(int)answer.StatusCode}");
            }
        }

        foreach (var list in (string[])["stops", "ledger"])
            Assert.True((await operators.GetFromJsonAsync<JsonElement>("/api/v1/" + list)).TryGetProperty("next", out var _), list);
        Assert.True((await agent.GetFromJsonAsync<JsonElement>("/api/v1/me/pending")).TryGetProperty("next", out var _));
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("agents/support/keys")]
    [InlineData("me/pending")]
    public async Task A_list_is_walked_to_its_end_with_its_cursor(string list)
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var person = await console.Seed.PersonAsync("Olga", Enum.GetValues<Role>());
        using var operators = console.Client(await console.Seed.TokenAsync(person));
        for (var number = 0; number < 4; number++)
        {
            await console.Seed.TokenAsync(person);
            await console.Seed.KeyAsync("support");
            await agent.ProposedAsync(Wire.Refund);
        }

        var client = list == "me/pending" ? agent : operators;
        var whole = Ids(await client.GetFromJsonAsync<JsonElement>("/api/v1/" + list)).ToList();
        var walked = new List<string?>();
        for (var cursor = ""; cursor is not null;)
        {
            var part = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{list}?limit=2{cursor}");
            walked.AddRange(Ids(part));
            cursor = part.Text("next") is { } next ? "&cursor=" + next : null;
        }

        Assert.Equal(whole, walked);
        Assert.InRange(whole.Distinct().Count(), 4, 5);
    }

    private static IEnumerable<string?> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(row => row.Text("id"));
}
