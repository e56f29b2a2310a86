using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Tools.Executions;

public sealed class ExecutionEndpointsTests
{
    private const string Secret = "the-secret-of-the-billing-service";

    [Fact]
    public async Task The_console_runs_what_was_approved_and_the_agent_reads_how_it_ended()
    {
        await using var target = await LoopbackReceiver.StartAsync();
        target.Answer = LoopbackReceiver.AnswerWith(201, """{"status":"refunded"}""");
        await using var console = await StartAsync(target);
        using var agent = console.Client(await console.Seed.KeyAsync("support"));
        using var reviewer = await ClientAsync(console, "Rita", Role.Reviewer);

        var proposal = await agent.ProposedAsync(Wire.Refund);
        var waiting = agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url") + "?wait=30");
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        var ended = await waiting;
        using var reported = await agent.PostAsJsonAsync(proposal.Text("status_url") + "/result", new { status = "failed" });

        Assert.Equal(("console", "succeeded"), (ended.Text("executes"), ended.Text("state")));
        Assert.False(ended.TryGetProperty("grant", out _));
        Assert.Equal("refunded", ended.GetProperty("result").GetProperty("output").Text("status"));
        Assert.Equal("Bearer " + Secret, Assert.Single(target.Received).Headers["Authorization"]);
        Assert.Equal((409, "console_executes"), ((int)reported.StatusCode, await reported.CodeAsync()));
        var listed = Assert.Single((await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/executions")).GetProperty("items").EnumerateArray());
        Assert.Equal((proposal.Text("id"), "succeeded", 201), (listed.Text("proposal_id"), listed.Text("state"), listed.GetProperty("http_status").GetInt32()));
        Assert.IsType<LedgerVerdict.Whole>(await console.App.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_nobody_knows_is_listed_and_resolved_by_whoever_may()
    {
        await using var target = await LoopbackReceiver.StartAsync();
        target.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await using var console = await StartAsync(target);
        using var agent = console.Client(await console.Seed.KeyAsync("support"));
        using var reviewer = await ClientAsync(console, "Rita", Role.Reviewer);
        using var oncall = await ClientAsync(console, "Olga", Role.Oncall);
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        Assert.Equal("unknown", (await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url") + "?wait=30")).Text("state"));

        var unknown = Assert.Single((await oncall.GetFromJsonAsync<JsonElement>("/api/v1/executions?state=unknown")).GetProperty("items").EnumerateArray());
        using var wordless = await ResolveAsync(oncall, proposal, "succeeded", "");
        using var neither = await ResolveAsync(oncall, proposal, "unknown", "still");
        using var missing = await ResolveAsync(reviewer, proposal, "succeeded", "seen");
        using var resolved = await ResolveAsync(oncall, proposal, "failed", "No refund at the bank.");
        using var again = await ResolveAsync(oncall, proposal, "failed", "No refund at the bank.");

        Assert.Equal((proposal.Text("id"), "broken_off"), (unknown.Text("proposal_id"), unknown.Text("code")));
        Assert.Equal((422, 422, 403), ((int)wordless.StatusCode, (int)neither.StatusCode, (int)missing.StatusCode));
        Assert.Equal((200, 409, "not_unknown"), ((int)resolved.StatusCode, (int)again.StatusCode, await again.CodeAsync()));
        var seen = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url")!);
        Assert.Equal(("failed", "No refund at the bank."), (seen.Text("state"), seen.GetProperty("result").Text("note")));
        Assert.Single(target.Received);
    }

    [Fact]
    public async Task A_breaker_that_is_opened_by_hand_refuses_agents_with_a_time_to_come_back()
    {
        await using var target = await LoopbackReceiver.StartAsync();
        await using var console = await StartAsync(target);
        using var agent = console.Client(await console.Seed.KeyAsync("support"));
        using var oncall = await ClientAsync(console, "Olga", Role.Oncall);

        using var opened = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "production", state = "open", reason = "bank is down" });
        using var denied = await agent.ProposeAsync(Wire.Refund);
        var answer = await denied.JsonAsync();
        var health = await oncall.GetFromJsonAsync<JsonElement>("/api/v1/tools/billing.refund/health");
        using var wrong = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "production", state = "half_open", reason = "x" });
        using var nowhere = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "moon", state = "open", reason = "x" });
        using var closed = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "production", state = "closed", reason = "it is back" });

        Assert.Equal((200, 201, 422, 404, 200), ((int)opened.StatusCode, (int)denied.StatusCode, (int)wrong.StatusCode, (int)nowhere.StatusCode, (int)closed.StatusCode));
        Assert.Equal(("deny", "tool_unavailable", true), (answer.Text("verdict"), answer.GetProperty("denial").Text("code"), answer.GetProperty("denial").GetProperty("retryable").GetBoolean()));
        Assert.Equal(60, answer.GetProperty("retry_after_s").GetInt32());
        Assert.Equal(60, denied.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        var production = health.GetProperty("environments").EnumerateArray().Single(row => row.Text("environment") == "production");
        Assert.Equal(("open", true, "bank is down"), (production.Text("state"), production.GetProperty("held_open").GetBoolean(), production.Text("reason")));
        Assert.Equal("review", (await agent.ProposedAsync(Wire.Refund)).Text("verdict"));
    }

    [Fact]
    public async Task A_retry_storm_is_told_to_come_back_later_and_later()
    {
        await using var target = await LoopbackReceiver.StartAsync();
        await using var console = await StartAsync(target);
        using var agent = console.Client(await console.Seed.KeyAsync("support"));
        const string Denied = """{"tool":"no.such.tool","args":{"n":1}}""";
        for (var number = 0; number < Domain.Tools.Guards.GuardLimits.StormCallsMin; number++) Assert.Equal("deny", (await agent.ProposedAsync(Denied)).Text("verdict"));

        using var first = await agent.ProposeAsync(Denied);
        using var second = await agent.ProposeAsync(Denied);

        Assert.Equal((429, "retry_storm"), ((int)first.StatusCode, await first.CodeAsync()));
        Assert.True((await second.JsonAsync()).GetProperty("retryable").GetBoolean());
        Assert.True(second.Headers.RetryAfter!.Delta > first.Headers.RetryAfter!.Delta);
    }

    private static async Task<RunningConsole> StartAsync(LoopbackReceiver target)
    {
        var console = await RunningConsole.StartAsync(builder => builder.Services
            .AddSingleton(new DeliveriesOptions { ExecutionHosts = [target.HostAndPort] })
            .AddSingleton(new ToolSecrets(new Dictionary<string, string> { ["BILLING"] = Secret })));
        await console.Seed.ToolAsync(A.Tool().With("executes", "console").With("execution", new JsonObject
        {
            ["url"] = $"{target.Url}refunds/{{order_id}}",
            ["secret"] = "BILLING",
        }).Document());
        await console.Seed.AgentAsync("support");
        return console;
    }

    private static async Task<HttpClient> ClientAsync(RunningConsole console, string name, params Role[] roles) =>
        console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync(name, roles)));

    private static Task<HttpResponseMessage> ResolveAsync(HttpClient person, JsonElement proposal, string status, string note) =>
        person.PostAsJsonAsync($"/api/v1/proposals/{proposal.Text("id")}/resolve", new { status, note });
}
