using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

/// <summary>How a proposal ends other than by a yes or a no, as it looks from outside.</summary>
public sealed class EndingsTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly List<IAsyncDisposable> _running = [];

    [Fact]
    public async Task An_agent_takes_back_what_waits_and_sees_it_among_its_own_no_more()
    {
        var (_, agent, reviewer) = await StartAsync();
        var (kept, taken) = (await agent.ProposedAsync(Wire.Refund), await agent.ProposedAsync(Wire.Refund));

        using var withdrawn = await agent.PostAsync(taken.Text("status_url") + "/withdraw", null);
        using var again = await agent.PostAsync(taken.Text("status_url") + "/withdraw", null);
        using var late = await reviewer.DecideAsync(taken, "approve");

        Assert.Equal((200, "withdrawn", 200), ((int)withdrawn.StatusCode, (await withdrawn.JsonAsync()).Text("state"), (int)again.StatusCode));
        Assert.Equal((409, "not_pending"), ((int)late.StatusCode, await late.CodeAsync()));
        var pending = await agent.GetFromJsonAsync<JsonElement>("/api/v1/me/pending");
        Assert.Equal(kept.Text("id"), Assert.Single(pending.GetProperty("items").EnumerateArray()).Text("id"));
    }

    [Fact]
    public async Task What_was_decided_cannot_be_taken_back_and_another_agent_finds_nothing()
    {
        var (console, agent, reviewer) = await StartAsync();
        await console.Seed.AgentAsync("other");
        using var other = console.Client(await console.Seed.KeyAsync("other"));
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var foreign = await other.PostAsync(proposal.Text("status_url") + "/withdraw", null);
        using var decided = await reviewer.DecideAsync(proposal, "reject");
        using var late = await agent.PostAsync(proposal.Text("status_url") + "/withdraw", null);

        Assert.Equal((404, 409, "not_in_this_state"), ((int)foreign.StatusCode, (int)late.StatusCode, await late.CodeAsync()));
        Assert.Empty((await other.GetFromJsonAsync<JsonElement>("/api/v1/me/pending")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_decision_that_comes_too_late_is_gone()
    {
        var (_, agent, reviewer) = await StartAsync();
        var proposal = await agent.ProposedAsync("""{"tool":"billing.refund","args":{"order_id":"W-1","amount":1},"expires_in_s":60}""");
        _clock.Advance(TimeSpan.FromSeconds(61));

        using var decided = await reviewer.DecideAsync(proposal, "approve");
        var seen = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url"));

        Assert.Equal((410, "expired"), ((int)decided.StatusCode, await decided.CodeAsync()));
        Assert.Equal(("expired", "expired"), (seen.Text("state"), seen.GetProperty("denial").Text("code")));
    }

    [Fact]
    public async Task A_grant_that_expired_was_stopped_or_is_stopped_now_is_gone()
    {
        var (console, agent, reviewer) = await StartAsync();
        var expired = await GrantAsync(agent, reviewer);
        _clock.Advance(TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds));
        var stopped = await GrantAsync(agent, reviewer);
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Otto", Role.Oncall)));
        using var thrown = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/stop", new { reason = "drill" });
        using var anybody = console.Client();

        Assert.Equal((410, "grant_expired"), await RedeemAsync(anybody, expired));
        Assert.Equal((410, "grant_revoked"), await RedeemAsync(anybody, stopped));
        var revoked = Assert.Single((await anybody.GetFromJsonAsync<JsonElement>("/api/v1/grants/revoked")).GetProperty("items").EnumerateArray());
        Assert.Equal(JtiOf(stopped), revoked.Text("jti"));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(ProposalLimits.GrantLifetimeSeconds).ToUnixTimeSeconds(), revoked.GetProperty("exp").GetInt64());
        Assert.Empty((await anybody.GetFromJsonAsync<JsonElement>("/api/v1/grants/revoked?since=2026-04-11T00:00:00Z")).GetProperty("items").EnumerateArray());
        using var odd = await anybody.GetAsync("/api/v1/grants/revoked?since=yesterday");
        Assert.Equal(400, (int)odd.StatusCode);
    }

    [Fact]
    public async Task A_grant_whose_tool_is_left_alone_is_redeemed_later()
    {
        var (console, agent, reviewer) = await StartAsync();
        var grant = await GrantAsync(agent, reviewer);
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Otto", Role.Oncall)));
        using var opened = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "production", state = "open", reason = "drill" });
        using var anybody = console.Client();
        var redemption = new { grant, args = new { order_id = "W-1", amount = 120.5 } };

        using var later = await anybody.PostAsJsonAsync("/api/v1/grants/redeem", redemption);
        using var closed = await oncall.PostAsJsonAsync("/api/v1/tools/billing.refund/breaker", new { environment = "production", state = "closed", reason = "over" });
        using var redeemed = await anybody.PostAsJsonAsync("/api/v1/grants/redeem", redemption);

        var problem = await later.JsonAsync();
        Assert.Equal((503, "tool_unavailable", true), ((int)later.StatusCode, problem.Text("code"), problem.GetProperty("retryable").GetBoolean()));
        Assert.Equal(problem.GetProperty("retry_after_s").GetInt32(), (int)later.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal(200, (int)redeemed.StatusCode);
    }

    [Fact]
    public async Task A_claim_is_held_renewed_told_to_others_and_let_go()
    {
        var (console, agent, ana) = await StartAsync();
        using var ben = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Ben", Role.Reviewer)));
        var path = (await agent.ProposedAsync(Wire.Refund)).Text("status_url");

        using var claimed = await ana.PostAsync(path + "/claim", null);
        _clock.Advance(TimeSpan.FromSeconds(10));
        using var renewed = await ana.PostAsync(path + "/claim", null);
        using var taken = await ben.PostAsync(path + "/claim", null);
        using var notMine = await ben.PostAsync(path + "/release-claim", null);
        using var stillTaken = await ben.PostAsync(path + "/claim", null);
        using var released = await ana.PostAsync(path + "/release-claim", null);
        using var free = await ben.PostAsync(path + "/claim", null);

        Assert.Equal(10, ((await renewed.JsonAsync()).GetProperty("until").GetDateTimeOffset()
            - (await claimed.JsonAsync()).GetProperty("until").GetDateTimeOffset()).TotalSeconds);
        Assert.Equal((409, "claimed", "Rita"), ((int)taken.StatusCode, await taken.CodeAsync(), (await taken.JsonAsync()).Text("by")));
        Assert.Equal((200, 409, 200, 200), ((int)notMine.StatusCode, (int)stillTaken.StatusCode, (int)released.StatusCode, (int)free.StatusCode));
    }

    [Fact]
    public async Task A_claim_is_taken_over_with_a_reason_and_refused_without_one()
    {
        var (console, agent, ana) = await StartAsync();
        using var ben = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Ben", Role.Reviewer)));
        var path = (await agent.ProposedAsync(Wire.Refund)).Text("status_url") + "/claim";
        using var claimed = await ana.PostAsync(path, null);

        using var unreasoned = await ben.PostAsJsonAsync(path, new { take_over = true });
        using var asked = await ben.PostAsJsonAsync(path, new { take_over = false });
        using var taken = await ben.PostAsJsonAsync(path, new { take_over = true, reason = "Rita is at lunch." });
        using var lost = await ana.PostAsync(path, null);

        Assert.Equal((400, "malformed"), ((int)unreasoned.StatusCode, await unreasoned.CodeAsync()));
        Assert.Equal((409, 200), ((int)asked.StatusCode, (int)taken.StatusCode));
        Assert.Equal((409, "Ben"), ((int)lost.StatusCode, (await lost.JsonAsync()).Text("by")));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var console in _running) await console.DisposeAsync();
    }

    private async Task<(RunningConsole Console, HttpClient Agent, HttpClient Reviewer)> StartAsync()
    {
        var started = await RunningConsole.StartWithRefundsAsync(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        _running.Add(started.Console);
        return started;
    }

    private static async Task<string> GrantAsync(HttpClient agent, HttpClient reviewer)
    {
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        return (await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url"))).Text("grant")!;
    }

    private static async Task<(int Status, string? Code)> RedeemAsync(HttpClient anybody, string grant)
    {
        using var answer = await anybody.PostAsJsonAsync("/api/v1/grants/redeem", new { grant, args = new { order_id = "W-1", amount = 120.5 } });
        return ((int)answer.StatusCode, await answer.CodeAsync());
    }

    private static string? JtiOf(string grant) =>
        JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(grant.Split('.')[1])).Text("jti");
}
