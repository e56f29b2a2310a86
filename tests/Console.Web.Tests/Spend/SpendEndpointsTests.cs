using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Spend;

public sealed class SpendEndpointsTests
{
    private const string Agent = "support";

    [Fact]
    public async Task A_reservation_is_made_settled_and_refused_as_its_description_says()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        await CapAsync(console, """{"per_run_usd":"0.10","per_day_usd":"5.00"}""");

        using var made = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.05","currency":"USD"},"expires_in_s":60}""", "k-1");
        using var again = await PostAsync(agent, "runs/run-7/reservations", """{"expires_in_s":60,"estimate":{"currency":"USD","amount":"0.05"}}""", "k-1");
        using var reused = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.06","currency":"USD"}}""", "k-1");
        using var full = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.06","currency":"USD"}}""");
        using var euros = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.01","currency":"EUR"}}""");
        using var unknown = await PostAsync(agent, "runs/run-7/reservations", """{"model":"nobody-knows","input_tokens":10,"max_output_tokens":10}""");
        using var nothing = await PostAsync(agent, "runs/run-7/reservations", "{}");

        Assert.Equal((201, 201, 409, 402, 422, 422, 400), (Status(made), Status(again), Status(reused), Status(full), Status(euros), Status(unknown), Status(nothing)));
        Assert.Equal(("idempotency_key_reused", "budget_exhausted", "currency", "price_unknown", "malformed"),
            (await reused.CodeAsync(), await full.CodeAsync(), await euros.CodeAsync(), await unknown.CodeAsync(), await nothing.CodeAsync()));
        var reservation = await made.JsonAsync();
        Assert.Equal(("run-7", "held", "0.05", "0.05", "4.95"), (reservation.Text("run_id"), reservation.Text("state"), reservation.GetProperty("reserved").Text("amount"),
            reservation.GetProperty("left").GetProperty("run").Text("amount"), reservation.GetProperty("left").GetProperty("day").Text("amount")));
        Assert.Equal(reservation.Text("id"), (await again.JsonAsync()).Text("id"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var cap = (await full.JsonAsync()).GetProperty("cap");
        Assert.Equal(("run", "run-7", "0.10", "0.05", "0.06"), (cap.Text("per"), cap.Text("run_id"), cap.GetProperty("cap").Text("amount"), cap.GetProperty("used").Text("amount"), cap.GetProperty("asked").Text("amount")));

        var settle = $"runs/run-7/reservations/{reservation.Text("id")}/settle";
        using var settled = await PostAsync(agent, settle, """{"cost":{"amount":"0.02","currency":"USD"}}""");
        using var same = await PostAsync(agent, settle, """{"cost":{"amount":"0.02","currency":"USD"}}""");
        using var other = await PostAsync(agent, settle, """{"cost":{"amount":"0.03","currency":"USD"}}""");
        using var both = await PostAsync(agent, settle, """{"cost":{"amount":"0.03","currency":"USD"},"usage":{"input_tokens":1,"output_tokens":1}}""");
        using var elsewhere = await PostAsync(agent, settle.Replace("run-7", "run-8", StringComparison.Ordinal), """{"cost":{"amount":"0.02","currency":"USD"}}""");

        Assert.Equal((200, 200, 409, 400, 404), (Status(settled), Status(same), Status(other), Status(both), Status(elsewhere)));
        Assert.Equal("already_settled", await other.CodeAsync());
        var end = await settled.JsonAsync();
        Assert.Equal(("settled", "0.02", false, "0.08"), (end.Text("state"), end.GetProperty("cost").Text("amount"), end.GetProperty("overrun").GetBoolean(), end.GetProperty("left").GetProperty("run").Text("amount")));
    }

    [Theory]
    [InlineData("""{"estimate":{"amount":"-1","currency":"USD"}}""")]
    [InlineData("""{"estimate":{"amount":"1e400","currency":"USD"}}""")]
    [InlineData("""{"estimate":{"amount":"0.0000000001","currency":"USD"}}""")]
    [InlineData("""{"estimate":{"amount":"99999999999","currency":"USD"}}""")]
    [InlineData("""{"estimate":{"amount":"\ud800","currency":"USD"}}""")]
    [InlineData("""{"estimate":{"amount":"1","currency":"\ud800"}}""")]
    [InlineData("""{"estimate":"1"}""")]
    [InlineData("""{"estimate":{"amount":"1"}}""")]
    [InlineData("""{"estimate":{"amount":"1","currency":"USD"},"expires_in_s":-1}""")]
    [InlineData("""{"estimate":{"amount":"1","currency":"USD"},"expires_in_s":9999999999}""")]
    [InlineData("""{"model":"m","input_tokens":-1,"max_output_tokens":1}""")]
    [InlineData("""{"model":"m","input_tokens":1}""")]
    [InlineData("""{"model":7,"input_tokens":1,"max_output_tokens":1}""")]
    public async Task Nonsense_is_answered_as_such(string body)
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var answer = await PostAsync(agent, "runs/run-7/reservations", body);

        Assert.Equal((400, "application/problem+json"), (Status(answer), answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_stopped_agent_reserves_nothing()
    {
        var (console, agent, ana) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var _1 = await PostAsync(ana, "stop", """{"reason":"drill"}""");

        using var refused = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.05","currency":"USD"}}""");

        Assert.Equal((403, "stopped"), (Status(refused), await refused.CodeAsync()));
    }

    [Fact]
    public async Task Prices_are_plain_resources()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var finance = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Fin", Role.Finance)));

        using var made = await PostAsync(finance, "prices", """{"model":"m","from":"2026-01-01","input_per_million_usd":"0.40","output_per_million_usd":"1.60"}""");
        using var again = await PostAsync(finance, "prices", """{"model":"m","from":"2026-01-01","input_per_million_usd":"0.50","output_per_million_usd":"1.60"}""");
        using var wrong = await PostAsync(finance, "prices", """{"model":"m","from":"soon","input_per_million_usd":"0.50","output_per_million_usd":"1.60"}""");
        using var odd = await PostAsync(finance, "prices", "{\"model\":\"\\ud800\",\"from\":\"2026-01-01\",\"input_per_million_usd\":\"0.50\",\"output_per_million_usd\":\"1.60\"}");
        var id = (await made.JsonAsync()).GetProperty("status").Text("id")!;
        using var read = await finance.GetAsync(new Uri($"/api/v1/prices/{id}", UriKind.Relative));
        using var written = await SendAsync(finance, HttpMethod.Put, $"prices/{id}", (await read.Content.ReadAsStringAsync()).Replace("0.40", "0.45", StringComparison.Ordinal));
        using var stale = await SendAsync(finance, HttpMethod.Put, $"prices/{id}", (await read.Content.ReadAsStringAsync()).Replace("0.40", "0.46", StringComparison.Ordinal));
        using var list = await finance.GetAsync(new Uri("/api/v1/prices?search=gpt-4.1&limit=1", UriKind.Relative));
        using var badCursor = await finance.GetAsync(new Uri("/api/v1/prices?cursor=nonsense", UriKind.Relative));
        using var gone = await finance.DeleteAsync(new Uri($"/api/v1/prices/{id}", UriKind.Relative));
        using var missing = await finance.GetAsync(new Uri($"/api/v1/prices/{id}", UriKind.Relative));

        Assert.Equal((201, 409, 422, 400, 200, 200, 409, 200, 400, 204, 404),
            (Status(made), Status(again), Status(wrong), Status(odd), Status(read), Status(written), Status(stale), Status(list), Status(badCursor), Status(gone), Status(missing)));
        Assert.Equal(("price_exists", "changed"), (await again.CodeAsync(), await stale.CodeAsync()));
        Assert.Equal(("0.45", 2), ((await written.JsonAsync()).Text("input_per_million_usd"), (await written.JsonAsync()).GetProperty("status").GetProperty("version").GetInt32()));
        var page = await list.JsonAsync();
        Assert.Equal(("gpt-4.1", JsonValueKind.String), (page.GetProperty("items")[0].Text("model"), page.GetProperty("next").ValueKind));
    }

    [Fact]
    public async Task Budgets_are_shown_set_and_raised()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        await CapAsync(console, """{"per_day_usd":"1.00"}""");
        using var finance = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Fin", Role.Finance)));
        using var security = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Sam", Role.Security)));
        using var _1 = await PostAsync(agent, "runs/run-7/reservations", """{"estimate":{"amount":"0.85","currency":"USD"}}""");

        using var made = await PostAsync(finance, "budgets", """{"environment":"production","per_day_usd":"10.00"}""");
        using var again = await PostAsync(finance, "budgets", """{"environment":"production","per_day_usd":"10.00"}""");
        using var changed = await SendAsync(finance, HttpMethod.Put, "budgets/environment:production", """{"environment":"production","per_day_usd":"12.00"}""");
        using var ofAgent = await SendAsync(finance, HttpMethod.Put, $"budgets/agent:{Agent}", """{"environment":"production","per_day_usd":"12.00"}""");
        using var list = await finance.GetAsync(new Uri("/api/v1/budgets", UriKind.Relative));
        using var raised = await PostAsync(security, $"budgets/agent:{Agent}/raises", """{"per":"day","amount":{"amount":"2.00","currency":"USD"},"reason":"end of month","expires_in_s":3600}""");
        using var noCap = await PostAsync(security, $"budgets/agent:{Agent}/raises", """{"per":"run","amount":{"amount":"2.00","currency":"USD"},"reason":"end of month","expires_in_s":3600}""");
        using var noRole = await PostAsync(finance, $"budgets/agent:{Agent}/raises", """{"per":"day","amount":{"amount":"2.00","currency":"USD"},"reason":"end of month","expires_in_s":3600}""");
        using var one = await finance.GetAsync(new Uri($"/api/v1/budgets/agent:{Agent}", UriKind.Relative));
        using var ended = await security.DeleteAsync(new Uri($"/api/v1/budgets/agent:{Agent}/raises/{(await raised.JsonAsync()).Text("id")}", UriKind.Relative));
        using var gone = await finance.DeleteAsync(new Uri("/api/v1/budgets/environment:production", UriKind.Relative));

        Assert.Equal((201, 409, 200, 422, 200, 201, 422, 403, 200, 204, 204),
            (Status(made), Status(again), Status(changed), Status(ofAgent), Status(list), Status(raised), Status(noCap), Status(noRole), Status(one), Status(ended), Status(gone)));
        var rows = (await list.JsonAsync()).GetProperty("items").EnumerateArray().ToDictionary(row => row.Text("id")!);
        var day = rows[$"agent:{Agent}"].GetProperty("per_day");
        Assert.Equal(("1.00", "0.85", "0.00", "0.15", "80"), (day.GetProperty("cap").Text("amount"), day.GetProperty("reserved").Text("amount"), day.GetProperty("settled").Text("amount"), day.GetProperty("left").Text("amount"), day.Text("state")));
        Assert.Equal("12.00", rows["environment:production"].GetProperty("per_day").GetProperty("cap").Text("amount"));
        var alone = await one.JsonAsync();
        Assert.Equal(("2.00", "2.15", "run-7"), (alone.GetProperty("per_day").GetProperty("raise").Text("amount"), alone.GetProperty("per_day").GetProperty("left").Text("amount"), alone.GetProperty("runs")[0].Text("run_id")));
    }

    private static async Task CapAsync(RunningConsole console, string caps)
    {
        using var admin = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Root", Role.Admin)));
        using var read = await admin.GetAsync(new Uri($"/api/v1/agents/{Agent}", UriKind.Relative));
        var agent = System.Text.Json.Nodes.JsonNode.Parse(await read.Content.ReadAsStringAsync())!;
        agent["caps"] = System.Text.Json.Nodes.JsonNode.Parse(caps);
        using var written = await SendAsync(admin, HttpMethod.Put, $"agents/{Agent}", agent.ToJsonString());
        Assert.Equal(200, Status(written));
    }

    private static int Status(HttpResponseMessage answer) => (int)answer.StatusCode;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body, string? key = null) => SendAsync(client, HttpMethod.Post, path, body, key);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string body, string? key = null)
    {
        using var message = new HttpRequestMessage(method, new Uri("/api/v1/" + path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) message.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(message);
    }
}
