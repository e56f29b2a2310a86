using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Allowing calls like one that was read, as it looks from outside.</summary>
public sealed class PermitEndpointsTests
{
    private const string Alike = """{"tool":"billing.refund","args":{"order_id":"W-1","amount":99}}""";

    [Fact]
    public async Task What_is_allowed_is_released_listed_and_taken_back()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var running = console;
        var read = await agent.ProposedAsync(Wire.Refund);

        using var granted = await reviewer.PostAsJsonAsync("/api/v1/permits", BodyOf(read));
        var permit = await granted.JsonAsync();
        Assert.Equal((201, "at_most", "150.00", "Rita"), ((int)granted.StatusCode, permit.GetProperty("arguments").GetProperty("amount").Text("rule"),
            permit.GetProperty("arguments").GetProperty("amount").Text("at_most"), permit.Text("granted_by")));

        var released = await agent.ProposedAsync(Alike);
        Assert.Equal(("released", "review"), (released.Text("state"), released.Text("verdict")));
        Assert.NotEmpty(released.Text("grant")!);
        foreach (var hidden in (string[])["Rita", "150", "month's end"]) Assert.DoesNotContain(hidden, released.GetRawText(), StringComparison.Ordinal);

        var listed = await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/permits");
        Assert.Equal(1, Assert.Single(listed.GetProperty("items").EnumerateArray().ToList()).GetProperty("uses").GetInt32());
        using var ended = await reviewer.DeleteAsync($"/api/v1/permits/{permit.Text("id")}");
        Assert.Equal(204, (int)ended.StatusCode);
        Assert.Equal("pending", (await agent.ProposedAsync(Alike)).Text("state"));
        Assert.Equal(0, (await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/permits")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/permits?all=true")).GetProperty("items").GetArrayLength());
        Assert.Equal(403, (int)(await agent.GetAsync("/api/v1/permits")).StatusCode);
    }

    [Fact]
    public async Task Every_refusal_has_its_own_answer()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var running = console;
        var read = await agent.ProposedAsync(Wire.Refund);
        var finance = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Fin", Role.Finance)));

        foreach (var (client, body, status, code) in new (HttpClient, object, int, string)[]
        {
            (finance, BodyOf(read), 403, "role_missing"),
            (reviewer, BodyOf(read, digest: "sha-256:other"), 409, "changed"),
            (reviewer, BodyOf(read, id: "prp_0"), 404, "not_found"),
            (reviewer, BodyOf(read, order: "any"), 422, "permit_invalid"),
            (reviewer, BodyOf(read, order: "whatever"), 400, "malformed"),
            (reviewer, BodyOf(read, uses: 51), 422, "permit_invalid"),
            (reviewer, BodyOf(read, seconds: 28_801), 422, "permit_invalid"),
            (reviewer, new { }, 400, "malformed"),
        })
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/permits", body);
            Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        }

        using var unknown = await reviewer.DeleteAsync("/api/v1/permits/pmt_0");
        Assert.Equal(404, (int)unknown.StatusCode);
        using var rejected = await reviewer.DecideAsync(read, "reject");
        using var late = await reviewer.PostAsJsonAsync("/api/v1/permits", BodyOf(read));
        Assert.Equal((409, "not_pending"), ((int)late.StatusCode, await late.CodeAsync()));
    }

    private static object BodyOf(JsonElement read, string? id = null, string? digest = null, string order = "same", int uses = 5, int seconds = 3600) => new
    {
        proposal_id = id ?? read.Text("id"),
        digest = digest ?? read.Text("digest"),
        arguments = new Dictionary<string, object> { ["order_id"] = order, ["amount"] = new { at_most = "150.00" } },
        for_s = seconds,
        uses,
        reason = "month's end",
    };
}
