using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Web.Tests.Telemetry;

public sealed class TraceEndpointsTests
{
    private const string Sample = """
        {"ts":"2026-11-26T03:14:22Z","agent_id":"support","session_id":"a1f8","model":"gpt-4.1-mini","retrieval":{"index":"kb-prod","doc_ids":["KB-1821"]},"tool_call":{"name":"billing.refund","args":{"order_id":"W-1","amount":120.5,"email":"x@example.com"}},"policy":{"decision":"allow","rule":"case_priority_write"},"result":{"status":"ok"},"usage":{"input_tokens":812,"output_tokens":64},"latency_ms":420,"cost":{"usd":0.0021},"run_id":"run-9","workflow":"triage","experiment":"b"}
        """;

    private const string Redacting = """
        {"kind":"Tool","name":"billing.refund","version":2,"side_effect":"write","environments":["staging","production"],
         "input_schema":{"type":"object","required":["order_id","amount"],"additionalProperties":false,
           "properties":{"order_id":{"type":"string"},"amount":{"type":"number","minimum":0},"email":{"type":"string"}}},
         "sensitivity":["money"],"pointers":{"money":"/amount","target":"/order_id","recipient":"/email"},"currency":"USD","redact":["/email"]}
        """;

    [Fact]
    public async Task An_event_becomes_a_run_with_its_sums_and_is_kept_redacted()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.ToolAsync(Redacting);

        var answer = await TakenAsync(agent, Sample);
        var run = await reviewer.GetFromAsync(new("/api/v1/runs/run-9", UriKind.Relative));
        var events = await reviewer.GetFromAsync(new("/api/v1/runs/run-9/events", UriKind.Relative));
        var one = events.GetProperty("items")[0];

        Assert.Equal((1, 0), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.Equal(("support", "triage", "0.0021", 812), (run.Text("agent"), run.Text("workflow"), run.GetProperty("cost").Text("amount"), run.GetProperty("usage").GetProperty("input_tokens").GetInt32()));
        Assert.Equal(("tool_call", "ok", "billing.refund", "case_priority_write"), (one.Text("kind"), one.Text("outcome"), one.Text("tool"), one.Text("rule")));
        var detail = one.GetProperty("detail");
        Assert.Equal("W-1", detail.GetProperty("args").Text("order_id"));
        Assert.StartsWith("h:", detail.GetProperty("args").Text("email"), StringComparison.Ordinal);
        Assert.Equal("KB-1821", detail.GetProperty("retrieval").GetProperty("doc_ids")[0].GetString());
        Assert.Equal(("b", "W-1"), (detail.GetProperty("more").Text("experiment"), detail.Text("target")));
        foreach (var (parameters, found) in ((string, int)[])[("tool=billing.refund", 1), ("model=gpt-4.1-mini&rule=case_priority_write", 1), ("tool=billing", 0), ("rule=other", 0)])
            Assert.Equal((parameters, found), (parameters, (await reviewer.GetFromAsync(new("/api/v1/runs?" + parameters, UriKind.Relative))).GetProperty("items").GetArrayLength()));
        Assert.DoesNotContain("x@example.com", events.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"args":"{\"order_id\":\"W-1\",\"email\":\"x@example.com\"}"}""", "W-1")]
    [InlineData("""{"args":"{'order_id': 'W-1', 'email': 'x@example.com'}"}""", null)]
    [InlineData("""{"args":{"args":[],"kwargs":{"order_id":"W-1","email":"x@example.com"}}}""", null)]
    [InlineData("""{"args":[{"email":"x@example.com"}]}""", null)]
    public async Task What_a_contract_hides_is_hidden_in_whatever_shape_the_arguments_come(string arguments, string? order)
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.ToolAsync(Redacting);
        var call = "{\"name\":\"billing.refund\"," + arguments[1..];

        await TakenAsync(agent, "{\"ts\":\"2026-11-26T03:14:22Z\",\"agent_id\":\"support\",\"run_id\":\"r\",\"tool_call\":" + call + "}");
        var events = await reviewer.GetFromAsync(new("/api/v1/runs/r/events", UriKind.Relative));

        Assert.DoesNotContain("x@example.com", events.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(order, events.GetProperty("items")[0].GetProperty("detail").GetProperty("args") is { ValueKind: JsonValueKind.Object } kept && kept.TryGetProperty("order_id", out var id) ? id.GetString() : null);
    }

    [Fact]
    public async Task The_sentence_of_a_proposal_tells_nothing_that_its_contract_hides()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.ToolAsync(Redacting);
        await agent.ProposedAsync("""{"tool":"billing.refund","args":{"order_id":"W-1","amount":120.5,"email":"x@example.com"},"run_id":"run-7"}""");
        // Its event comes from the ledger, a moment later.
        var text = "";
        for (var look = 0; look < 500 && !text.Contains("\"policy\"", StringComparison.Ordinal); look++)
        {
            using var answer = await reviewer.GetAsync(new Uri("/api/v1/runs/run-7/events", UriKind.Relative));
            text = await answer.Content.ReadAsStringAsync();
        }

        Assert.Contains("\"kind\":\"policy\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("x@example.com", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_with_long_names_that_differ_late_stay_two_in_traces_proposals_and_spend()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var names = new[] { "[mms_issue]" + new string('a', 300) + "/0", "[mms_issue]" + new string('a', 300) + "/1" };

        foreach (var name in names)
        {
            await TakenAsync(agent, Sample.Replace("\"run-9\"", $"\"{name}\"", StringComparison.Ordinal));
            await agent.ProposedAsync(Wire.Refund.Replace("run-7", name, StringComparison.Ordinal), name + "/step-1");
        }

        foreach (var name in names)
        {
            var run = await reviewer.GetFromAsync(new("/api/v1/runs/" + Uri.EscapeDataString(name), UriKind.Relative));
            Assert.Equal((name, "0.0021"), (run.Text("run_id"), run.GetProperty("cost").Text("amount")));
        }
    }

    [Fact]
    public async Task Arguments_of_a_tool_that_nobody_described_are_kept_as_hashes_that_match()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var body = string.Join('\n', Enumerable.Range(0, 2).Select(second =>
            """{"ts":"2026-11-26T03:14:2#Z","agent_id":"support","run_id":"r","tool_call":{"name":"web.get","args":{"url":"https://secret.example","deep":[{"n":7}]}}}""".Replace('#', (char)('0' + second))));

        await TakenAsync(agent, body);
        var items = (await reviewer.GetFromAsync(new("/api/v1/runs/r/events", UriKind.Relative))).GetProperty("items");

        Assert.DoesNotContain("secret", items.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(items[0].GetProperty("detail").GetRawText(), items[1].GetProperty("detail").GetRawText());
        Assert.Equal(items[0].Text("call_hash"), items[1].Text("call_hash"));
        Assert.StartsWith("h:", items[0].GetProperty("detail").GetProperty("args").GetProperty("deep")[0].Text("n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_is_told_by_its_number_and_the_rest_is_kept()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var body = string.Join('\n', Sample.Trim(), "{not json", "", "[]", """{"ts":"yesterday","agent_id":"support"}""", """{"ts":"2026-11-26T03:14:22Z"}""",
            """{"ts":"2026-11-26T03:14:22Z","agent_id":"somebody-else"}""", """{"ts":"2026-11-26T03:14:22Z","agent_id":"support","name":"\ud800"}""", Sample.Trim());

        var answer = await TakenAsync(agent, body);

        Assert.Equal((2, 6), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.Equal(
            [(2, "malformed"), (4, "malformed"), (5, "malformed"), (6, "malformed"), (7, "wrong_agent"), (8, "malformed")],
            answer.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("line").GetInt32(), error.Text("code")!)));
        Assert.Equal(2, (await reviewer.GetFromAsync(new("/api/v1/runs/run-9", UriKind.Relative))).GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task Half_a_character_refuses_its_event_alone_and_arguments_beside_the_tool_are_arguments()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;

        var answer = await TakenAsync(agent, """
            {"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"r","tool_call":{"name":"web.get","args":{"url":"\ud800"}}}
            {"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"r","unknown":{"deep":["\udfff"]}}
            {"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"r","tool":"web.get","args":{"url":"https://secret.example"}}
            """);
        var items = (await reviewer.GetFromAsync(new("/api/v1/runs/r/events", UriKind.Relative))).GetProperty("items");

        Assert.Equal((1, 2), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.DoesNotContain("secret", items.GetRawText(), StringComparison.Ordinal);
        Assert.StartsWith("h:", items[0].GetProperty("detail").GetProperty("args").Text("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_more_than_a_body_may_hold_is_one_refusal()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var answer = await TakenAsync(agent, string.Concat(Enumerable.Repeat("1\n", TelemetryLimits.EventsMax + 5_000)));

        Assert.Equal((0, TelemetryLimits.EventsMax + 1), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.Equal(TelemetryLimits.RejectionsShownMax, answer.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public void The_gate_lets_one_in_whatever_its_size_and_no_second_where_there_is_no_room()
    {
        var gate = new IntakeGate();
        using (var first = gate.TryEnter(1)!)
        {
            Assert.True(first.TryGrow(TelemetryLimits.WaitingBytesMax * 2));
            Assert.Null(gate.TryEnter(1));
        }

        using var small = gate.TryEnter(10)!;
        using var other = gate.TryEnter(10)!;
        Assert.False(other.TryGrow(TelemetryLimits.WaitingBytesMax));
        Assert.True(other.IsFull);
        Assert.NotNull(gate.TryEnter(TelemetryLimits.WaitingBytesMax - 20));
    }

    [Fact]
    public async Task Clocks_of_the_future_and_the_far_past_are_kept_and_marked()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await TakenAsync(agent, """
            {"ts":"9999-12-31T23:59:59Z","agent_id":"support","run_id":"r","model":"m","latency_ms":1000000000000}
            {"ts":"0001-01-01T00:00:00Z","agent_id":"support","run_id":"r","model":"m","usage":{"input_tokens":9e30,"output_tokens":-4}}
            """);

        var items = (await reviewer.GetFromAsync(new("/api/v1/runs/r/events", UriKind.Relative))).GetProperty("items");

        Assert.Equal(["behind", "ahead"], items.EnumerateArray().Select(one => one.Text("clock")));
        using var story = await reviewer.GetAsync(new Uri("/api/v1/runs/r/story", UriKind.Relative));
        Assert.Equal(200, (int)story.StatusCode);
    }

    [Fact]
    public async Task A_body_may_be_packed_and_may_not_unpack_to_more_than_is_allowed()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;

        using var packed = await PackedAsync(agent, Encoding.UTF8.GetBytes(Sample.Trim()));
        using var bomb = await PackedAsync(agent, new byte[40 * 1024 * 1024]);
        using var lying = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("application/x-ndjson"), ContentEncoding = { "gzip" } } };
        using var broken = await agent.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), lying);

        Assert.Equal((200, 413, 400), ((int)packed.StatusCode, (int)bomb.StatusCode, (int)broken.StatusCode));
        Assert.Equal(1, (await packed.JsonAsync()).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task What_policy_and_people_did_stands_among_what_the_agent_tells()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        using var begun = await agent.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), Json("""{"run_id":"run-7","workflow":"triage","trigger":"mail"}"""));
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "reject", new { reason_code = "wrong_amount" });
        using var ended = await agent.PostAsync(new Uri("/api/v1/runs/run-7/end", UriKind.Relative), Json("""{"outcome":"failed"}"""));
        Assert.Equal((201, 200, 200), ((int)begun.StatusCode, (int)decided.StatusCode, (int)ended.StatusCode));

        var events = new Uri("/api/v1/runs/run-7/events", UriKind.Relative);
        await Eventually.IsTrueAsync(async () => (await reviewer.GetFromAsync(events)).GetProperty("items").GetArrayLength() == 4, "four events");
        var items = (await reviewer.GetFromAsync(events)).GetProperty("items").EnumerateArray().ToList();
        var story = await reviewer.GetFromAsync(new("/api/v1/runs/run-7/story", UriKind.Relative));
        var run = await reviewer.GetFromAsync(new("/api/v1/runs/run-7", UriKind.Relative));

        Assert.Equal(["policy", "review", "run", "run"], items.Select(one => one.Text("kind")!).Order());
        Assert.Equal(proposal.Text("id"), items.Single(one => one.Text("kind") == "review").Text("proposal_id"));
        var ledger = items.Single(one => one.Text("kind") == "policy").GetProperty("detail").GetProperty("ledger");
        Assert.Equal((proposal.Text("digest"), true), (ledger.Text("digest"), ledger.GetProperty("seq").GetInt64() > 0));
        Assert.Equal((0, 0), (run.GetProperty("policies").GetArrayLength(), run.GetProperty("errors").GetInt32()));
        Assert.Equal(("failed", "failed", "mail"), (run.Text("state"), run.Text("outcome"), run.Text("trigger")));
        Assert.Contains("a person rejected billing.refund", story.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("controls", story.Text("fault_domain"));
    }

    [Fact]
    public async Task An_attempt_whose_arguments_do_not_fit_stands_in_its_run_and_counts_among_the_denials()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;

        using var refused = await agent.ProposeAsync(Wire.Refund.Replace("\"W-1\"", "7", StringComparison.Ordinal));
        Assert.Equal((422, "args_invalid"), ((int)refused.StatusCode, await refused.CodeAsync()));

        var one = Assert.Single((await reviewer.GetFromAsync(new("/api/v1/runs/run-7/events", UriKind.Relative))).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(("policy", "denied", "billing.refund", "args_invalid"), (one.Text("kind"), one.Text("outcome"), one.Text("tool"), one.Text("rule")));
        Assert.Contains("/order_id", one.GetRawText(), StringComparison.Ordinal);
        var denials = await reviewer.GetFromAsync(new("/api/v1/denials", UriKind.Relative));
        Assert.Contains("args_invalid", denials.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_another_agent_looks_as_if_there_were_none_and_its_name_is_no_other_run()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await console.Seed.AgentAsync("stranger");
        using var stranger = console.Client(await console.Seed.KeyAsync("stranger"));
        await TakenAsync(agent, Sample);

        using var foreign = await stranger.GetAsync(new Uri("/api/v1/runs/run-9", UriKind.Relative));
        await TakenAsync(stranger, Sample.Replace("\"support\"", "\"stranger\"", StringComparison.Ordinal));
        using var ambiguous = await reviewer.GetAsync(new Uri("/api/v1/runs/run-9", UriKind.Relative));
        using var exact = await reviewer.GetAsync(new Uri("/api/v1/runs/run-9?agent=stranger", UriKind.Relative));
        var own = await stranger.GetFromAsync(new("/api/v1/runs", UriKind.Relative));

        Assert.Equal((404, 409, 200), ((int)foreign.StatusCode, (int)ambiguous.StatusCode, (int)exact.StatusCode));
        Assert.Equal("stranger", Assert.Single(own.GetProperty("items").EnumerateArray()).Text("agent"));
    }

    [Fact]
    public async Task An_agent_cannot_say_in_a_trace_what_policy_or_people_said()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await TakenAsync(agent, """
            {"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"r","kind":"review","policy":{"decision":"allow"}}
            {"ts":"2026-11-26T03:14:23Z","agent_id":"support","run_id":"r","kind":"run","name":"ended"}
            """);

        var items = (await reviewer.GetFromAsync(new("/api/v1/runs/r/events", UriKind.Relative))).GetProperty("items");

        Assert.Equal(["step", "step"], items.EnumerateArray().Select(one => one.Text("kind")));
        Assert.Equal("open", (await reviewer.GetFromAsync(new("/api/v1/runs/r", UriKind.Relative))).Text("state"));
    }

    private static async Task<JsonElement> TakenAsync(HttpClient agent, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await agent.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.JsonAsync();
    }

    private static async Task<HttpResponseMessage> PackedAsync(HttpClient agent, byte[] body)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(body);
        using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson"), ContentEncoding = { "gzip" } } };
        return await agent.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
