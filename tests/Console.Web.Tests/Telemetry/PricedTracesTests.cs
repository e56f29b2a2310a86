using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Web.Tests.Telemetry;

public sealed class PricedTracesTests
{
    [Fact]
    public async Task Tokens_are_paid_by_the_price_of_their_day_and_again_when_it_turns_out_to_have_been_another()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.ApplyAsync(Price("own-model", "2026-01-01", "0.40", "1.60"));
        await SendAsync(agent, "own-model-2026-02-03", 1_000_000, 500_000);
        await SendAsync(agent, "nobody-knows", 10, 10);

        var before = await RunAsync(reviewer);
        await console.Seed.ApplyAsync(Price("own-model", "2026-01-01", "0.80", "1.60"));
        await Eventually.IsTrueAsync(async () => Cost(await RunAsync(reviewer)) == "1.60", "the run is paid anew");

        Assert.Equal(("1.20", 1), (Cost(before), before.GetProperty("unpriced_events").GetInt32()));
        var events = await reviewer.GetFromAsync(new("/api/v1/runs/priced/events", UriKind.Relative));
        Assert.Equal(["priced", "unknown"], events.GetProperty("items").EnumerateArray().Select(one => one.Text("cost_source")));
    }

    [Fact]
    public async Task A_call_that_only_its_result_tells_is_paid_by_the_price_of_its_tool()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.ApplyAsync("""{"kind":"Price","tool":"billing.refund","from":"2020-01-01","per_call_usd":"0.05"}""");
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        var released = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url") + "?wait=30");
        using var redeemed = await agent.PostAsJsonAsync("/api/v1/grants/redeem", new { grant = released.Text("grant"), args = new { order_id = "W-1", amount = 120.50 } });
        using var result = await agent.PostAsJsonAsync(proposal.Text("status_url") + "/result", new { status = "succeeded", latency_ms = 12 });
        Assert.Equal((200, 200), ((int)redeemed.StatusCode, (int)result.StatusCode));

        var run = new Uri("/api/v1/runs/run-7", UriKind.Relative);
        await Eventually.IsTrueAsync(async () => (await reviewer.GetFromAsync(run)).GetProperty("tool_calls").GetInt32() == 1, "the call stands in its run");

        Assert.Equal("0.05", Cost(await reviewer.GetFromAsync(run)));
        var items = (await reviewer.GetFromAsync(new("/api/v1/runs/run-7/events", UriKind.Relative))).GetProperty("items");
        Assert.Equal("priced", Assert.Single(items.EnumerateArray(), one => one.Text("kind") == "tool_call").Text("cost_source"));
    }

    private static string? Cost(JsonElement run) => run.GetProperty("cost").Text("amount");

    private static Task<JsonElement> RunAsync(HttpClient reader) => reader.GetFromAsync(new("/api/v1/runs/priced", UriKind.Relative));

    private static string Price(string model, string from, string input, string output) =>
        $$"""{"kind":"Price","model":"{{model}}","from":"{{from}}","input_per_million_usd":"{{input}}","output_per_million_usd":"{{output}}"}""";

    private static async Task SendAsync(HttpClient agent, string model, int input, int output)
    {
        using var content = new StringContent(
            $$$"""{"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"priced","model":"{{{model}}}","usage":{"input_tokens":{{{input}}},"output_tokens":{{{output}}}}}""",
            Encoding.UTF8, "application/x-ndjson");
        using var answer = await agent.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        Assert.Equal(200, (int)answer.StatusCode);
    }
}
