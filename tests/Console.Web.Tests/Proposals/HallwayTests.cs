using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

public sealed class HallwayTests
{
    [Fact]
    public async Task A_proposal_waits_is_approved_and_its_grant_runs_once()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;

        var proposal = await agent.ProposedAsync(Wire.Refund);
        Assert.Equal(("review", "pending"), (proposal.Text("verdict"), proposal.Text("state")));
        Assert.False(proposal.TryGetProperty("grant", out var _));

        var waiting = agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url") + "?wait=30");
        var batch = await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/queue");
        Assert.Equal(proposal.Text("id"), batch.GetProperty("batch")[0].Text("id"));
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        Assert.Equal(200, (int)decided.StatusCode);

        var released = await waiting;
        Assert.Equal("released", released.Text("state"));
        var redemption = new { grant = released.Text("grant"), args = new { order_id = "W-1", amount = 120.50 } };
        using var anonymous = console.Client();
        using var other = await anonymous.PostAsJsonAsync("/api/v1/grants/redeem", new { redemption.grant, args = new { order_id = "W-1", amount = 121 } });
        Assert.Equal(422, (int)other.StatusCode);
        using var first = await anonymous.PostAsJsonAsync("/api/v1/grants/redeem", redemption);
        Assert.Equal(200, (int)first.StatusCode);
        using var second = await anonymous.PostAsJsonAsync("/api/v1/grants/redeem", redemption);
        Assert.Equal(409, (int)second.StatusCode);

        using var result = await agent.PostAsJsonAsync(proposal.Text("status_url") + "/result", new { status = "succeeded", latency_ms = 12 });
        Assert.Equal("succeeded", (await result.JsonAsync()).Text("state"));
        Assert.IsType<LedgerVerdict.Whole>(await console.App.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_rejected_proposal_tells_the_agent_why_and_gives_no_grant()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var decided = await reviewer.DecideAsync(proposal, "reject", new { reason_code = "wrong_amount", note = "It was charged once." });
        var seen = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url")!);

        Assert.Equal(("rejected", "wrong_amount", "It was charged once."), (seen.Text("state"), seen.Text("reason_code"), seen.Text("note")));
        Assert.False(seen.TryGetProperty("grant", out var _));
    }

    [Fact]
    public async Task An_edit_runs_the_edited_arguments_and_nothing_else()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var beyond = await reviewer.DecideAsync(proposal, "edit", new { args = new { order_id = "W-1", amount = 501 } });
        Assert.Equal((422, "args_invalid"), ((int)beyond.StatusCode, await beyond.CodeAsync()));
        using var decided = await reviewer.DecideAsync(proposal, "edit", new { args = new { order_id = "W-1", amount = 20 } });
        Assert.Equal(200, (int)decided.StatusCode);

        var seen = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url")!);
        Assert.Equal(20, seen.GetProperty("args").GetProperty("amount").GetInt32());
        Assert.NotEqual(proposal.Text("digest"), seen.Text("digest"));
        using var original = await console.Client().PostAsJsonAsync("/api/v1/grants/redeem", new { grant = seen.Text("grant"), args = new { order_id = "W-1", amount = 120.5 } });
        Assert.Equal(422, (int)original.StatusCode);
    }

    [Fact]
    public async Task What_was_read_under_another_contract_is_not_released()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);
        await console.Seed.ToolAsync(Seed.RefundTool.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));

        using var decided = await reviewer.DecideAsync(proposal, "approve");
        using var refused = await reviewer.DecideAsync(proposal, "reject", new { reason_code = "not_needed" });

        Assert.Equal((409, "not_releasable"), ((int)decided.StatusCode, await decided.CodeAsync()));
        Assert.Equal(200, (int)refused.StatusCode);
    }

    [Fact]
    public async Task The_loser_of_a_race_is_told_who_won()
    {
        var (console, agent, rita) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var others = new List<HttpClient> { rita };
        for (var i = 0; i < 7; i++) others.Add(console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync($"Other{i}", Role.Reviewer))));
        var proposal = await agent.ProposedAsync(Wire.Refund);

        var answers = await Task.WhenAll(others.Select(other => other.DecideAsync(proposal, "approve")));

        Assert.Single(answers, answer => (int)answer.StatusCode == 200);
        foreach (var lost in answers.Where(answer => (int)answer.StatusCode != 200))
        {
            var problem = await lost.JsonAsync();
            Assert.Equal((409, "already_decided"), ((int)lost.StatusCode, problem.Text("code")));
            Assert.False(string.IsNullOrEmpty(problem.Text("by")));
        }
    }

    [Fact]
    public async Task Who_holds_the_agents_key_cannot_approve()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var holder = await console.Seed.PersonAsync("Holger", Role.Reviewer);
        await console.Seed.KeyAsync("support", holder: holder);
        using var own = console.Client(await console.Seed.TokenAsync(holder));
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var decided = await own.DecideAsync(proposal, "approve");

        Assert.Equal((403, "own_proposal"), ((int)decided.StatusCode, await decided.CodeAsync()));
        Assert.Equal(0, (await own.GetFromJsonAsync<JsonElement>("/api/v1/queue")).GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task Who_registered_the_agent_cannot_approve()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.ToolAsync(Testing.Seed.RefundTool);
        using var registrar = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Regina", Role.Reviewer, Role.Dri)));
        using var registered = await registrar.PostAsJsonAsync("/api/v1/agents", JsonSerializer.Deserialize<JsonElement>(Testing.Seed.AgentDocument("support")));
        Assert.Equal(201, (int)registered.StatusCode);
        using var agent = console.Client(await console.Seed.KeyAsync("support"));

        using var decided = await registrar.DecideAsync(await agent.ProposedAsync(Wire.Refund), "approve");

        Assert.Equal((403, "own_proposal"), ((int)decided.StatusCode, await decided.CodeAsync()));
    }

    [Fact]
    public async Task A_decision_on_something_else_than_was_read_is_refused()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var decided = await reviewer.PostAsJsonAsync($"/api/v1/proposals/{proposal.Text("id")}/decisions",
            new { decision = "approve", digest = "sha-256:AAAA" });

        Assert.Equal((409, "changed"), ((int)decided.StatusCode, await decided.CodeAsync()));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_to_the_letter_whatever_became_of_it()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        using var first = await agent.ProposeAsync(Wire.Refund, "key-1");
        using var decided = await reviewer.DecideAsync(await first.JsonAsync(), "edit", new { args = new { order_id = "W-1", amount = 20 } });

        using var again = await agent.ProposeAsync(Wire.Refund, "key-1");

        Assert.Equal((201, 200, 201), ((int)first.StatusCode, (int)decided.StatusCode, (int)again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((first.Headers.Location, first.Headers.RetryAfter), (again.Headers.Location, again.Headers.RetryAfter));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_released_proposal_gives_the_same_grant_on_every_read()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "approve");

        var first = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url"));
        var second = await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url"));

        Assert.NotNull(first.Text("grant"));
        Assert.Equal(first.Text("grant"), second.Text("grant"));
    }

    [Fact]
    public async Task An_edit_that_can_be_read_in_two_ways_is_refused_as_such()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var body = new StringContent(
            $$$"""{"decision":"edit","digest":"{{{proposal.Text("digest")}}}","args":{"order_id":"W-1","amount":9007199254740993}}""",
            Encoding.UTF8, "application/json");
        using var edited = await reviewer.PostAsync($"/api/v1/proposals/{proposal.Text("id")}/decisions", body);

        Assert.Equal((400, "args_not_canonical"), ((int)edited.StatusCode, await edited.CodeAsync()));
        Assert.Equal("/args/amount", (await edited.JsonAsync()).GetProperty("faults")[0].Text("pointer"));
    }

    [Fact]
    public async Task A_result_is_kept_as_it_was_written_and_the_same_is_taken_again()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var _ = console;
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var decided = await reviewer.DecideAsync(proposal, "approve");
        const string Report = """{"status":"succeeded","output":{"id":12345678901234567890,"rate":1e400,"text":"\u0000ü","twice":1,"twice":2}}""";

        using var first = await ReportAsync(Report);
        using var again = await ReportAsync(Report.Replace(":", " : ", StringComparison.Ordinal));
        using var broken = await ReportAsync("""{"status":"succeeded","output":"\ud800"}""");
        using var large = await ReportAsync($$"""{"status":"succeeded","output":"{{new string('x', ProposalLimits.ResultBytesMax)}}"}""");

        Assert.Equal((200, 200, 400, 413), ((int)first.StatusCode, (int)again.StatusCode, (int)broken.StatusCode, (int)large.StatusCode));
        var seen = (await agent.GetFromJsonAsync<JsonElement>(proposal.Text("status_url"))).GetProperty("result").GetProperty("output");
        Assert.Equal(("12345678901234567890", "1e400"), (seen.GetProperty("id").GetRawText(), seen.GetProperty("rate").GetRawText()));

        async Task<HttpResponseMessage> ReportAsync(string report)
        {
            using var content = new StringContent(report, Encoding.UTF8, "application/json");
            return await agent.PostAsync(proposal.Text("status_url") + "/result", content);
        }
    }

    [Fact]
    public async Task The_same_key_and_content_gets_the_first_answer_and_other_content_a_conflict()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var first = await agent.ProposedAsync(Wire.Refund, "key-1");
        var again = await agent.ProposedAsync(Wire.Refund, "key-1");
        using var other = await agent.ProposeAsync(Wire.Refund.Replace("120.5", "121", StringComparison.Ordinal), "key-1");

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal((409, "idempotency_key_reused"), ((int)other.StatusCode, await other.CodeAsync()));
    }

    [Fact]
    public async Task What_the_manifest_does_not_hold_is_denied_and_recorded()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        var unknown = await agent.ProposedAsync("""{"tool":"mail.send","args":{}}""");
        var beyond = await agent.ProposedAsync("""{"tool":"billing.refund","args":{"order_id":"W-1","amount":501}}""");

        Assert.Equal(("denied", "not_in_manifest"), (unknown.Text("state"), unknown.GetProperty("denial").Text("code")));
        Assert.Equal(("denied", "outside_manifest_limits"), (beyond.Text("state"), beyond.GetProperty("denial").Text("code")));
    }

    [Fact]
    public async Task A_key_of_another_environment_is_told_so()
    {
        var (console, _, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var staging = console.Client(await console.Seed.KeyAsync("support", "staging"));

        using var answer = await staging.ProposeAsync(Wire.Refund);

        Assert.Equal((403, "wrong_environment"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_are_named_by_pointer()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var answer = await agent.ProposeAsync("""{"tool":"billing.refund","args":{"order_id":7}}""");
        var problem = await answer.JsonAsync();

        Assert.Equal((422, "args_invalid"), ((int)answer.StatusCode, problem.Text("code")));
        Assert.Contains(problem.GetProperty("faults").EnumerateArray(), fault => fault.Text("pointer") == "/order_id" && fault.Text("code") == "type");
    }

    [Theory]
    [InlineData("""{"tool":"billing.refund","args":{"order_id":"a","order_id":"b","amount":1}}""")]
    [InlineData("""{"tool":"billing.refund","args":{"order_id":"\ud800","amount":1}}""")]
    [InlineData("""{"tool":"billing.refund","args":{"order_id":"a","amount":9007199254740993}}""")]
    public async Task Arguments_without_one_canonical_form_are_refused(string body)
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var answer = await agent.ProposeAsync(body);

        Assert.Equal((400, "args_not_canonical"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Another_agents_proposal_looks_like_none()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        await console.Seed.AgentAsync("stranger");
        using var stranger = console.Client(await console.Seed.KeyAsync("stranger"));
        var proposal = await agent.ProposedAsync(Wire.Refund);

        using var read = await stranger.GetAsync(proposal.Text("status_url"));
        using var withdrawn = await stranger.PostAsync(proposal.Text("status_url") + "/withdraw", null);

        Assert.Equal((404, 404), ((int)read.StatusCode, (int)withdrawn.StatusCode));
    }
}
