using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Insights;

public sealed class InsightsEndpointsTests
{
    private const string Always = "from=2026-01-01&to=2028-01-01";

    [Fact]
    public async Task Spend_is_told_by_day_and_agent_to_the_last_place_and_what_has_no_price_apart()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await TakeAsync(agent, Event("gpt-4.1-mini", "0.0021"), Event("gpt-4.1-mini", "0.000000001"), Event("gpt-4.1", "1.5"), Event("other", null));

        var spend = await reviewer.GetFromAsync(new($"/api/v1/spend?by=day,agent&{Always}", UriKind.Relative));
        var row = Assert.Single(RowsOf(spend));
        Assert.Equal(("support", "1.502100001", "USD", 1, 4), (row.Text("agent"), row.GetProperty("cost").Text("amount"), row.GetProperty("cost").Text("currency"),
            row.GetProperty("unpriced_events").GetInt32(), row.GetProperty("events").GetInt32()));
        Assert.Equal(("day", "1.502100001", 1), (spend.Text("grain"), spend.GetProperty("total").Text("amount"), spend.GetProperty("unpriced_events").GetInt32()));
        Assert.Equal(0.25, spend.GetProperty("unpriced_share").GetDouble());
        Assert.Equal((true, false), (row.TryGetProperty("at", out var _), row.TryGetProperty("model", out var _)));

        var models = RowsOf(await reviewer.GetFromAsync(new($"/api/v1/spend?by=model&{Always}&agent=support", UriKind.Relative)));
        Assert.Equal(["0.002100001", "1.50", "0.00"], new[] { "gpt-4.1-mini", "gpt-4.1", "other" }.Select(model => models.Single(one => one.Text("model") == model).GetProperty("cost").Text("amount")));
        Assert.Empty(RowsOf(await reviewer.GetFromAsync(new($"/api/v1/spend?by=model&{Always}&agent=nobody", UriKind.Relative))));
    }

    [Fact]
    public async Task A_csv_holds_no_formula_of_an_agents()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await TakeAsync(agent, Event("=cmd|'/C calc'!A0", "0.5"));

        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/spend?by=model&{Always}");
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await reviewer.SendAsync(asked);
        var csv = await answer.Content.ReadAsStringAsync();

        Assert.Equal(("text/csv", "spend.csv"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        Assert.Equal("model,cost_usd,unpriced_events,events,input_tokens,output_tokens,cached_tokens\r\n'=cmd|'/C calc'!A0,0.5,0,1,812,64,0\r\n", csv);
        Assert.Equal(csv, await reviewer.GetStringAsync(new Uri($"/api/v1/spend?by=model&{Always}&format=csv", UriKind.Relative)));
    }

    [Fact]
    public async Task Each_dashboard_answers_as_json_and_as_csv()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        await TakeAsync(agent, """{"ts":"2026-11-26T03:14:22Z","agent_id":"support","run_id":"r","tool_call":{"name":"crm.get","args":{}},"result":{"status":"error"},"latency_ms":420}""");

        foreach (var (name, by) in (IEnumerable<(string, string)>)[("spend", "time,agent,tool"), ("denials", "hour,rule"), ("tool-health", "tool"), ("approvals", "agent,tool"), ("outcomes", "day,agent"), ("roi", "workflow")])
        {
            var told = await reviewer.GetFromAsync(new($"/api/v1/{name}?by={by}&{Always}", UriKind.Relative));
            Assert.Equal(by.Split(','), told.GetProperty("by").EnumerateArray().Select(word => word.GetString()));
            Assert.All((string[])["from", "to", "grain", "rows"], member => Assert.True(told.TryGetProperty(member, out var _)));
            Assert.Contains("\r\n", await reviewer.GetStringAsync(new Uri($"/api/v1/{name}?by={by}&{Always}&format=csv", UriKind.Relative)), StringComparison.Ordinal);
        }

        var tool = Assert.Single(RowsOf(await reviewer.GetFromAsync(new($"/api/v1/tool-health?{Always}", UriKind.Relative))));
        Assert.Equal(("crm.get", 1, 1, 1.0), (tool.Text("tool"), tool.GetProperty("calls").GetInt32(), tool.GetProperty("errors").GetInt32(), tool.GetProperty("error_share").GetDouble()));
        Assert.InRange(tool.GetProperty("p50_ms").GetDouble(), 420, 525);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        foreach (var path in (string[])
        [
            "spend?by=moon", "spend?by=day,day", "spend?by=agent,agent", "spend?by=day,hour", "spend?range=2w", "spend?from=yesterday", "spend?from=2026-02-01&to=2026-01-01",
            "spend?from=2001-01-01&to=2026-01-01", "spend?from=0001-01-01", "spend?from=9999-12-31T23:59:59Z&to=9999-12-31T23:59:59.9Z", "spend?format=xml", "denials?by=model",
            "outcomes?share=1.5", "outcomes?share=NaN", "outcomes?baseline_from=2199-01-01", "tool-health?tool=" + new string('x', 300),
        ])
        {
            using var answer = await reviewer.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative));
            Assert.Equal((path, 400, "malformed"), (path, (int)answer.StatusCode, await answer.CodeAsync()));
        }
    }

    [Fact]
    public async Task A_baseline_is_recorded_by_finance_and_read_by_everybody()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var finance = await FinanceAsync(console);
        var body = new { resolution_s = 600, cost_per_run = new { amount = "5.25", currency = "USD" }, per_day = 20.5, person_share = 1, note = "time sheets" };

        using var refused = await reviewer.PutAsJsonAsync("/api/v1/roi/triage%2Fmail", body);
        using var recorded = await finance.PutAsJsonAsync("/api/v1/roi/triage%2Fmail", body);
        Assert.Equal((403, 200), ((int)refused.StatusCode, (int)recorded.StatusCode));

        var row = Assert.Single(RowsOf(await reviewer.GetFromAsync(new("/api/v1/roi", UriKind.Relative))));
        var baseline = row.GetProperty("baseline");
        Assert.Equal(("triage/mail", 600.0, "5.25", 20.5, 1.0, "time sheets"), (row.Text("workflow"), baseline.GetProperty("resolution_s").GetDouble(), baseline.GetProperty("cost_per_run").Text("amount"),
            baseline.GetProperty("per_day").GetDouble(), baseline.GetProperty("person_share").GetDouble(), baseline.Text("note")));
        Assert.False(baseline.TryGetProperty("failed_share", out var _) || row.TryGetProperty("saved", out var _));
    }

    [Fact]
    public async Task Each_baseline_stands_in_the_ledger_with_the_one_before_it()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var finance = await FinanceAsync(console);
        using var auditor = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Audra", Role.Auditor)));

        using var first = await finance.PutAsJsonAsync("/api/v1/roi/triage", new { resolution_s = 600 });
        using var second = await finance.PutAsJsonAsync("/api/v1/roi/triage", new { resolution_s = 300 });
        Assert.Equal((200, 200), ((int)first.StatusCode, (int)second.StatusCode));

        var ledger = await auditor.GetFromAsync(new("/api/v1/ledger", UriKind.Relative));
        var payloads = ledger.GetProperty("items").EnumerateArray()
            .Where(entry => entry.Text("kind") == "baseline_recorded").Select(entry => entry.GetProperty("payload")).ToList();
        Assert.Contains(payloads, payload => payload.Text("resolution_ms") == "300000" && payload.Text("resolution_ms_before") == "600000");
        Assert.Contains(payloads, payload => payload.Text("resolution_ms") == "600000" && !payload.TryGetProperty("resolution_ms_before", out var _));
    }

    [Fact]
    public async Task A_baseline_that_makes_no_sense_is_refused()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var finance = await FinanceAsync(console);

        foreach (var body in (string[])
        [
            """{"resolution_s":-1}""", """{"resolution_s":1e300}""", """{"resolution_s":{}}""", """{"person_share":1.01}""", """{"cost_per_run":"5"}""", """{"cost_per_run":{"amount":"5","currency":"EUR"}}""",
            """{"cost_per_run":{"amount":"99999999999"}}""", """{"note":"\u0000"}""", """{"resolution_s":"\ud800"}""", """{"\ud800":1,"per_day":2}""",
        ])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await finance.PutAsync(new Uri("/api/v1/roi/triage", UriKind.Relative), content);
            Assert.Equal((body, 400, "malformed"), (body, (int)answer.StatusCode, await answer.CodeAsync()));
        }
    }

    private static IReadOnlyList<JsonElement> RowsOf(JsonElement told) => [.. told.GetProperty("rows").EnumerateArray()];

    private static async Task<HttpClient> FinanceAsync(RunningConsole console) =>
        console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Fin", Role.Finance)));

    private static string Event(string model, string? usd) => JsonSerializer.Serialize(new
    {
        ts = "2026-11-26T03:14:22Z",
        agent_id = "support",
        run_id = "run-1",
        model,
        usage = new { input_tokens = 812, output_tokens = 64 },
        cost = usd is null ? null : new { usd },
    });

    private static async Task TakeAsync(HttpClient agent, params string[] lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await agent.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        Assert.Equal(lines.Length, (await answer.JsonAsync()).GetProperty("accepted").GetInt32());
    }
}
