using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Agents;

public sealed class StopEndpointsTests
{
    [Theory]
    [InlineData("/api/v1/agents/support")]
    [InlineData("/api/v1/tools/billing.refund")]
    [InlineData("/api/v1")]
    public async Task Stopping_freezes_denies_and_voids_and_resuming_thaws(string what)
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        // The agent's own DRI lifts what stops the agent; what reaches further is for security.
        using var dri = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Dri", what.Contains("agents", StringComparison.Ordinal) ? Role.Dri : Role.Security)));
        var waiting = await agent.ProposedAsync(Wire.Refund);
        var released = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(released, "approve");
        var grant = (await agent.GetFromJsonAsync<JsonElement>(released.Text("status_url"))).Text("grant");

        using var stopped = await reviewer.PostAsJsonAsync(what + "/stop", new { reason = "It pays twice." });
        var report = await stopped.JsonAsync();
        Assert.Equal((200, "stopped", 1, 1, 0), ((int)stopped.StatusCode, report.Text("state"), Number(report, "frozen"), Number(report, "revoked"), Number(report, "unconfirmed")));

        var denied = await agent.ProposedAsync(Wire.Refund);
        Assert.Equal(("deny", "stopped", true), (denied.Text("verdict"), denied.GetProperty("denial").Text("code"), denied.GetProperty("denial").GetProperty("retryable").GetBoolean()));
        using var late = await reviewer.DecideAsync(waiting, "approve");
        Assert.Equal(409, (int)late.StatusCode);
        using var used = await console.Client().PostAsJsonAsync("/api/v1/grants/redeem", new { grant, args = new { order_id = "W-1", amount = 120.5 } });
        Assert.Equal(410, (int)used.StatusCode);

        using var again = await dri.PostAsJsonAsync(what + "/stop", new { reason = "Me too." });
        var already = await again.JsonAsync();
        Assert.Equal(("already_stopped", "Rita", "It pays twice."), (already.Text("state"), already.Text("by"), already.Text("reason")));
        Assert.Single((await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/stops")).GetProperty("items").EnumerateArray());

        using var refused = await reviewer.PostAsJsonAsync(what + "/resume", new { reason = "Fine again." });
        Assert.Equal(403, (int)refused.StatusCode);
        using var resumed = await dri.PostAsJsonAsync(what + "/resume", new { reason = "Fixed." });
        Assert.Equal(("resumed", 1), ((await resumed.JsonAsync()).Text("state"), Number(await resumed.JsonAsync(), "thawed")));
        var thawed = await agent.GetFromJsonAsync<JsonElement>(waiting.Text("status_url"));
        Assert.Equal("pending", thawed.Text("state"));
        using var approved = await reviewer.DecideAsync(thawed, "approve");
        Assert.Equal(200, (int)approved.StatusCode);
        Assert.IsType<LedgerVerdict.Whole>(await console.App.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("/api/v1/agents/support")]
    [InlineData("/api/v1/tools/billing.refund")]
    [InlineData("/api/v1")]
    public async Task A_dri_lifts_no_stop_of_anything_but_own_agents(string what)
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var other = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Dora", Role.Dri)));
        using var stopped = await other.PostAsJsonAsync(what + "/stop", new { reason = "It pays twice." });
        Assert.Equal(200, (int)stopped.StatusCode);

        using var refused = await other.PostAsJsonAsync(what + "/resume", new { reason = "Fine again." });

        Assert.Equal((403, "not_your_agent"), ((int)refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task A_reason_is_needed_and_what_is_not_there_is_not_found()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var silent = await reviewer.PostAsJsonAsync("/api/v1/stop", new { });
        using var blank = await reviewer.PostAsJsonAsync("/api/v1/stop", new { reason = "   " });
        using var nobody = await reviewer.PostAsJsonAsync("/api/v1/agents/nobody/stop", new { reason = "drill" });

        Assert.Equal((422, "reason_missing"), ((int)silent.StatusCode, await silent.CodeAsync()));
        Assert.Equal((422, "reason_missing"), ((int)blank.StatusCode, await blank.CodeAsync()));
        Assert.Equal(404, (int)nobody.StatusCode);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
