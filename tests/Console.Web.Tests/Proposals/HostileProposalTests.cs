using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

public sealed class HostileProposalTests
{
    private static readonly int[] Expected = [201, 400, 403, 413, 422];

    [Fact]
    public async Task No_body_makes_the_console_fail_and_every_refusal_has_a_code()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        await Parallel.ForEachAsync(HostileProposals.Body.Sample(600, 20), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (body, _) =>
        {
            using var answer = await agent.ProposeAsync(body);
            var told = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Assert.True(Expected.Contains((int)answer.StatusCode), $"{(int)answer.StatusCode} for {Cut(body)}: {told}");
            if ((int)answer.StatusCode != 201) Assert.False(string.IsNullOrEmpty(JsonElement.Parse(told).Text("code")), Cut(body));
        });

        Assert.IsType<LedgerVerdict.Whole>(await console.App.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_taken_in_can_be_read_back_by_operators()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        // Most bodies are refused, so a tool that takes anything makes sure that many are kept.
        await console.Seed.ToolAsync("""{"kind":"Tool","name":"any.thing","version":1,"side_effect":"write","environments":["production"],"input_schema":{}}""");
        await console.Seed.AgentAsync("anything", "any.thing");
        using var other = console.Client(await console.Seed.KeyAsync("anything"));
        var kept = 0;
        foreach (var (body, args) in HostileProposals.Body.Sample(120, 12).Zip(HostileProposals.Arguments.Sample(120, 12)))
        {
            using var answer = await agent.ProposeAsync(body);
            using var loose = await other.ProposeAsync($$$"""{"tool":"any.thing","args":{{{args}}},"rationale":"<b>\u202e</b>"}""");
            kept += ((int)answer.StatusCode == 201 ? 1 : 0) + ((int)loose.StatusCode == 201 ? 1 : 0);
        }

        Assert.InRange(kept, 20, 300);
        Assert.Equal(kept, await ReadAllAsync(reviewer));
        foreach (var search in (string[])["%27", "%25", "%5C", "_", "%E2%80%AE", "%ED%A0%80"])
        {
            using var found = await reviewer.GetAsync("/api/v1/proposals?search=" + search);
            Assert.Equal(200, (int)found.StatusCode);
        }

        // Batch after batch, until everything that waited has been in the queue once.
        for (var round = 0; round < kept; round++)
        {
            using var queue = await reviewer.GetAsync("/api/v1/queue");
            Assert.Equal(200, (int)queue.StatusCode);
            foreach (var row in (await queue.JsonAsync()).GetProperty("batch").EnumerateArray())
            {
                using var decided = await reviewer.DecideAsync(row, "reject");
                Assert.Equal(200, (int)decided.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_too_large_whether_it_says_so_or_not()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var body = $"{{\"tool\":\"billing.refund\",\"args\":{{\"order_id\":\"{new string('x', ProposalLimits.BodyBytesMax)}\",\"amount\":1}}}}";

        using var said = await agent.ProposeAsync(body);
        using var chunks = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        chunks.Headers.TransferEncodingChunked = true;
        chunks.Headers.TryAddWithoutValidation("Idempotency-Key", "chunks");
        using var unsaid = await agent.SendAsync(chunks);

        Assert.Equal((413, "too_large"), ((int)said.StatusCode, await said.CodeAsync()));
        Assert.Equal((413, "too_large"), ((int)unsaid.StatusCode, await unsaid.CodeAsync()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(ProposalLimits.IdempotencyKeyLengthMax + 1)]
    public async Task Without_a_usable_idempotency_key_nothing_is_taken(int? length)
    {
        var key = length is { } letters ? new string('k', letters) : null;
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = new StringContent(Wire.Refund, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var answer = await agent.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_name_that_is_no_text_is_refused_wherever_it_stands()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var answer = await agent.ProposeAsync(
            """{"tool":"billing.refund","args":{"order_id":"W-1","amount":1},"callback":{"type":"webhook","url":"https://x.example/","\ud800":1}}""");

        Assert.Equal((400, "malformed"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Whatever_depth_is_taken_in_can_be_read_by_who_decides()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        for (var depth = ProposalLimits.DepthMax - 3; depth < ProposalLimits.BodyDepthMax + 3; depth++)
        {
            var deep = new string('[', depth) + new string(']', depth);
            using var other = await agent.ProposeAsync($$$"""{"tool":"tools.unknown","args":{"a":{{{deep}}}},"before":{"a":{{{deep}}}}}""");
            Assert.True((int)other.StatusCode is 201 or 400, $"{(int)other.StatusCode} at depth {depth}");
            using var argumentsOnly = await agent.ProposeAsync($$$"""{"tool":"tools.unknown","args":{"a":{{{deep}}}}}""");
            Assert.Equal(depth < ProposalLimits.DepthMax ? 201 : 400, (int)argumentsOnly.StatusCode);
        }

        using var list = await reviewer.GetAsync("/api/v1/proposals");
        Assert.Equal(200, (int)list.StatusCode);
        foreach (var row in (await list.JsonAsync()).GetProperty("items").EnumerateArray())
        {
            using var one = await reviewer.GetAsync("/api/v1/proposals/" + row.Text("id"));
            Assert.Equal(200, (int)one.StatusCode);
        }
    }

    [Fact]
    public async Task Strange_ids_and_waits_are_answered_not_failed()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        string[] ids = ["x", "prp_", "prp_00000000000000000000000000000000", "prp_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "%2e%2e", new string('a', 4_000)];

        foreach (var id in ids)
        {
            using var read = await agent.GetAsync("/api/v1/proposals/" + id);
            using var withdrawn = await agent.PostAsync($"/api/v1/proposals/{id}/withdraw", null);
            using var decided = await reviewer.PostAsJsonAsync($"/api/v1/proposals/{id}/decisions", new { decision = "approve", digest = "x" });
            Assert.All([read, withdrawn, decided], answer => Assert.InRange((int)answer.StatusCode, 400, 499));
        }

        foreach (var wait in new[] { "-1", "61", "x", "1e3", "" })
        {
            using var answer = await agent.GetAsync("/api/v1/proposals/prp_00000000000000000000000000000000?wait=" + wait);
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    private static async Task<int> ReadAllAsync(HttpClient reviewer)
    {
        var read = 0;
        for (var cursor = ""; cursor is not null;)
        {
            using var page = await reviewer.GetAsync("/api/v1/proposals?limit=20" + cursor);
            Assert.Equal(200, (int)page.StatusCode);
            var list = await page.JsonAsync();
            foreach (var row in list.GetProperty("items").EnumerateArray())
            {
                using var one = await reviewer.GetAsync("/api/v1/proposals/" + row.Text("id"));
                Assert.Equal(200, (int)one.StatusCode);
                read++;
            }

            cursor = list.Text("next") is { } next ? "&cursor=" + next : null;
        }

        return read;
    }

    private static string Cut(string body) => body.Length <= 400 ? body : body[..400] + "…";
}
