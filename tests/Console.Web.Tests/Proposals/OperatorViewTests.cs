using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Testing;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

/// <summary>What a person reads of a proposal by the API: as much as the card shows.</summary>
public sealed class OperatorViewTests : IAsyncLifetime
{
    private const string DeleteTool = """
        {"kind":"Tool","name":"crm.deleteAccount","version":1,"side_effect":"irreversible","environments":["production"],
         "input_schema":{"type":"object","required":["account"],"properties":{"account":{"type":"string"}}},"pointers":{"target":"/account"}}
        """;

    private RunningConsole _console = null!;
    private HttpClient _agent = null!;
    private HttpClient _rita = null!;

    public async ValueTask InitializeAsync() => (_console, _agent, _rita) = await RunningConsole.StartWithRefundsAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _agent.Dispose();
        _rita.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task A_person_reads_what_the_agent_says_and_claims_by_the_names_it_was_sent_under()
    {
        var proposal = await _agent.ProposedAsync("""
            {"tool":"billing.refund","args":{"order_id":"W-1","amount":120.5},"rationale":"charged twice","references":["KB-1821"],
             "before":{"status":"paid"},"after":{"status":"refunded"}}
            """);

        var read = await ReadAsync(proposal);
        var listed = (await _rita.GetFromAsync(new("/api/v1/queue", UriKind.Relative))).GetProperty("batch")[0];

        Assert.All([read, listed], view =>
        {
            Assert.Equal(("charged twice", "KB-1821"), (view.Text("rationale"), view.GetProperty("references")[0].GetString()));
            Assert.Equal(("paid", "refunded"), (view.GetProperty("before").Text("status"), view.GetProperty("after").Text("status")));
        });
        Assert.False(proposal.TryGetProperty("rationale", out var _), "the agent is told what it said itself");
    }

    [Fact]
    public async Task What_the_agent_did_not_say_is_not_there()
    {
        var proposal = await _agent.ProposedAsync("""{"tool":"billing.refund","args":{"order_id":"W-1","amount":120.5}}""");

        var read = await ReadAsync(proposal);

        foreach (var member in (string[])["rationale", "references", "before", "after"]) Assert.False(read.TryGetProperty(member, out var _), member);
    }

    [Fact]
    public async Task Where_two_are_asked_the_answer_says_so_and_the_run_does_not_tell_what_the_first_said_before_it_is_over()
    {
        using var janitor = await JanitorAsync();
        using var ben = _console.Client(await _console.Seed.TokenAsync(await _console.Seed.PersonAsync("Ben", Role.Reviewer)));
        var proposal = await janitor.ProposedAsync("""{"tool":"crm.deleteAccount","args":{"account":"acc-7"},"run_id":"run-9"}""");
        Assert.Equal(2, proposal.GetProperty("approvals").GetProperty("needed").GetInt32());
        Assert.Contains("It cannot be undone, so two people decide.", proposal.GetProperty("policy").Text("reason"), StringComparison.Ordinal);

        using (var first = await _rita.DecideAsync(proposal, "approve")) Assert.Equal("pending", (await first.JsonAsync()).Text("state"));
        var pending = await ToldAsync(1);
        Assert.Equal("voted", pending.GetProperty("items").EnumerateArray().Single(one => one.Text("kind") == "review").Text("word"));
        foreach (var told in (string[])["approve", "Rita", "reviewer"]) Assert.DoesNotContain(told, pending.GetRawText(), StringComparison.OrdinalIgnoreCase);
        var story = await ben.GetFromAsync(new("/api/v1/runs/run-9/story", UriKind.Relative));
        Assert.DoesNotContain("people approved 1", story.GetRawText(), StringComparison.Ordinal);

        using (var second = await ben.DecideAsync(proposal, "approve")) Assert.Equal("released", (await second.JsonAsync()).Text("state"));
        var over = await ToldAsync(2);
        Assert.Contains(over.GetProperty("items").EnumerateArray(), one => one.Text("kind") == "review" && one.Text("word") == "approve");

        async Task<JsonElement> ToldAsync(int reviews)
        {
            JsonElement events = default;
            await Eventually.IsTrueAsync(async () =>
            {
                events = await ben.GetFromAsync(new("/api/v1/runs/run-9/events", UriKind.Relative));
                return events.GetProperty("items").EnumerateArray().Count(one => one.Text("kind") == "review") == reviews;
            }, "the run tells of the decisions");
            return events;
        }
    }

    private async Task<HttpClient> JanitorAsync()
    {
        await _console.Seed.ToolAsync(DeleteTool);
        await _console.Seed.AgentAsync("janitor", "crm.deleteAccount");
        return _console.Client(await _console.Seed.KeyAsync("janitor"));
    }

    private Task<JsonElement> ReadAsync(JsonElement proposal) => _rita.GetFromAsync(new($"/api/v1/proposals/{proposal.Text("id")}", UriKind.Relative));
}
