using System.Text;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Testing.Policies;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OutsideDecisionTests
{
    private const string Whole = """
        {"labels":{"id":"opa-1","version":"1.9.0"},"decision_id":"a9e8e2a6-430c-4f16-8e6c-8b937b82c121","bundles":{"main":{"revision":"rev-7"}},
         "path":"agentconsole/decision/result","input":{"proposal":{"args":{"amount":120.5,"email":"eva@example.com"}}},
         "result":{"decision":"review","rule":"refund_over_50","obligations":[]},"requested_by":"127.0.0.1:4","timestamp":"2026-04-10T03:14:22.123456789Z","metrics":{},"req_id":1}
        """;

    [Theory, EveryDatabase]
    public async Task A_logged_decision_is_kept_without_what_was_asked(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);

        Assert.Equal(1, await KeepAsync(console, $"[{Whole}]"));

        var row = Assert.Single((await ListAsync(console)).Rows);
        var kept = row.Decision;
        Assert.Equal(("a9e8e2a6-430c-4f16-8e6c-8b937b82c121", "opa-1", "agentconsole/decision/result", "main", "rev-7", "review", "refund_over_50", null),
            (kept.DecisionId, kept.Instance, kept.Path, kept.Bundle, kept.Revision, kept.Decision, kept.Rule, kept.Error));
        Assert.Equal((new DateTimeOffset(2026, 4, 10, 3, 14, 22, TimeSpan.Zero).AddMicroseconds(123456), console.Clock.GetUtcNow()), (kept.At, kept.ReceivedAt));
        Assert.StartsWith("sha-256:", kept.InputDigest, StringComparison.Ordinal);
        Assert.False(row.IsOurs);
    }

    [Theory, EveryDatabase]
    public async Task What_is_sent_again_is_no_second_row(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);

        Assert.Equal(2, await KeepAsync(console, $"[{Entry("a")},{Entry("b")},{Entry("a")}]"));
        Assert.Equal(1, await KeepAsync(console, $"[{Entry("b")},{Entry("c")}]"));

        Assert.Equal(3, await console.ReadAsync(db => db.OutsideDecisions.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task What_two_send_at_once_is_one_row_each(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var log = "[" + string.Join(',', Enumerable.Range(0, 450).Select(number => Entry($"id-{number}"))) + "]";

        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => KeepAsync(console, log))));

        Assert.Equal(450, kept.Sum());
        Assert.Equal(450, await console.ReadAsync(db => db.OutsideDecisions.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Keeping_them_is_no_entry_of_the_ledger(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var before = await console.ReadAsync(db => db.LedgerEntries.CountAsync());

        await KeepAsync(console, $"[{Whole}]");

        Assert.Equal(before, await console.ReadAsync(db => db.LedgerEntries.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task One_that_the_console_asked_for_leads_to_its_proposal(DatabaseProvider provider)
    {
        await using var opa = await OpaDouble.StartAsync();
        await using var console = await HallwayConsole.StartAsync(provider, new OpaOptions { Url = opa.Url });
        opa.Instead = OpaDouble.Saying("""{"decision":"deny","rule":"no","obligations":[]}""");
        var first = await console.ProposedAsync("key-1");
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        // This OPA gives the same name again, which must not show one row twice.
        await console.ProposedAsync("key-2");

        await KeepAsync(console, $"[{Whole},{Entry("somebody-else")}]");

        var rows = (await ListAsync(console)).Rows.ToDictionary(row => row.Decision.DecisionId);
        Assert.Equal((true, first.Id), (rows[OpaAnswers.RecordedId].IsOurs, rows[OpaAnswers.RecordedId].ProposalId!.Value));
        Assert.False(rows["somebody-else"].IsOurs);
        Assert.Equal(2, rows.Count);
        Assert.True((await console.Get<OutsideDecisionQuery>().FindAsync(OpaAnswers.RecordedId, default))!.IsOurs);
        Assert.Null(await console.Get<OutsideDecisionQuery>().FindAsync("nothing", default));
    }

    [Theory, EveryDatabase]
    public async Task The_list_begins_with_the_newest_and_goes_on_where_it_stopped(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        // Three of one instant, so that a page ends among them.
        await KeepAsync(console, $"[{Entry("old", "2026-04-10T01:00:00Z")},{Entry("a")},{Entry("b")},{Entry("c")},{Entry("new", "2026-04-10T05:00:00Z")}]");

        var seen = new List<string>();
        PageCursor? after = null;
        do
        {
            var page = await console.Get<OutsideDecisionQuery>().ListAsync(after, 2, default);
            seen.AddRange(page.Rows.Select(row => row.Decision.DecisionId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["new", "a", "b", "c", "old"], seen);
    }

    [Theory, EveryDatabase]
    public async Task Entries_that_cannot_be_read_do_not_hold_up_the_others(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var hostile = string.Join(',',
            "7", "null", "[]", "{}", """{"decision_id":7,"timestamp":"2026-04-10T03:14:22Z"}""", """{"decision_id":"","timestamp":"2026-04-10T03:14:22Z"}""",
            """{"decision_id":"x"}""", """{"decision_id":"x","timestamp":"yesterday"}""", """{"decision_id":"x","timestamp":7}""",
            """{"decision_id":"\ud800","timestamp":"2026-04-10T03:14:22Z"}""", Entry(new string('i', OpaLimits.DecisionIdLengthMax + 1)));

        Assert.Equal(1, await KeepAsync(console, $"[{hostile},{Entry("good")}]"));
    }

    [Theory, EveryDatabase]
    public async Task Whatever_stands_in_an_entry_fits_into_the_table(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var huge = new string('x', 10_000) + "\\u0000";

        Assert.Equal(5, await KeepAsync(console, $$$"""
            [{"decision_id":"nul\u0000id","timestamp":"0001-01-01T00:00:00Z","labels":{"id":"{{{huge}}}"},"path":"{{{huge}}}","bundles":{"{{{huge}}}":{"revision":"{{{huge}}}"}},
              "result":{"decision":"{{{huge}}}","rule":"{{{huge}}}"},"error":{"message":"{{{huge}}}"},"input":{"n":12345678901234567890,"n":1}},
             {"decision_id":"b","timestamp":"9999-12-31T23:59:59.9999999Z","labels":7,"path":7,"bundles":{"main":7},"result":true,"error":"broken"},
             {"decision_id":"c","timestamp":"2026-04-10T05:14:22+02:00","labels":null,"bundles":[],"result":[1],"error":null,"input":null},
             {"decision_id":"d","timestamp":"2026-04-10T03:14:22Z","result":false},
             {"decision_id":"e","timestamp":"2026-04-10T03:14:22Z","erased":["/input/x"],"masked":["/input/y"]}]
            """));

        var kept = await console.ReadAsync(db => db.OutsideDecisions.AsNoTracking().ToDictionaryAsync(row => row.DecisionId));
        Assert.Equal(("true", "broken"), (kept["b"].Decision, kept["b"].Error));
        Assert.Equal((null, null, "false"), (kept["c"].Decision, kept["c"].Error, kept["d"].Decision));
        Assert.Equal((OpaLimits.LoggedErrorLengthMax, PolicyLimits.RuleLengthMax), (kept["nul id"].Error!.Length, kept["nul id"].Rule!.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1,]")]
    [InlineData("[] []")]
    public void What_is_no_log_is_none(string text) => Assert.Null(OutsideLogReader.Read(Encoding.UTF8.GetBytes(text), "main", default, out _));

    [Fact]
    public void A_log_that_is_too_deep_or_too_long_is_none()
    {
        var deep = $$"""[{"input":{{new string('[', OpaLimits.LogDepthMax)}}{{new string(']', OpaLimits.LogDepthMax)}}}]""";
        var @long = "[" + string.Join(',', Enumerable.Repeat("0", OpaLimits.LogEntriesMax + 1)) + "]";

        Assert.Null(OutsideLogReader.Read(Encoding.UTF8.GetBytes(deep), "main", default, out _));
        Assert.Null(OutsideLogReader.Read(Encoding.UTF8.GetBytes(@long), "main", default, out _));
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) => HallwayConsole.StartAsync(provider);

    private static Task<int?> KeepAsync(TestConsole console, string log) =>
        console.Get<KeepOutsideDecisionsHandler>().HandleAsync(Encoding.UTF8.GetBytes(log), default);

    private static Task<Page<OutsideDecisionRow>> ListAsync(TestConsole console) => console.Get<OutsideDecisionQuery>().ListAsync(null, 50, default);

    private static string Entry(string id, string at = "2026-04-10T03:14:22Z") =>
        $$$"""{"decision_id":"{{{id}}}","timestamp":"{{{at}}}","path":"agentconsole/decision/result","result":{"decision":"allow","rule":"r"}}""";
}
