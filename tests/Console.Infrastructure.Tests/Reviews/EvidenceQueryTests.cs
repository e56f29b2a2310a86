using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Runs;
using AgentConsole.Infrastructure.Tests.Spend;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class EvidenceQueryTests
{
    private int _keys;

    [Theory, EveryDatabase]
    public async Task What_people_decided_on_the_same_tool_of_the_same_agent_is_counted_with_the_median_of_their_time(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var read = await console.ProposedAsync("key-1");
        await console.AddAsync(Decided(ProposalStatus.Succeeded, 20), Decided(ProposalStatus.Released, 40), Decided(ProposalStatus.Rejected, 30),
            Decided(ProposalStatus.SentBack, 90), Decided(ProposalStatus.Failed, 60), Decided(ProposalStatus.Revoked, 10));
        await console.AddAsync(Decided(ProposalStatus.Rejected, 1, tool: "crm.close"), Decided(ProposalStatus.Rejected, 1, agent: "another"),
            Decided(ProposalStatus.Rejected, 1, daysAgo: 31), Undecided(ProposalStatus.Expired), Undecided(ProposalStatus.Released));

        var alike = (await OfAsync(console, read)).Alike;

        Assert.Equal(new(4, 1, 1, 2, TimeSpan.FromSeconds(35), false), alike);
        Assert.Equal(6, alike.Count);
    }

    [Theory, EveryDatabase]
    public async Task Nothing_decided_and_no_run_is_said_as_nothing(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var read = await console.ProposedAsync("key-1");

        var evidence = await OfAsync(console, read);

        Assert.Equal((0, (TimeSpan?)null, false), (evidence.Alike.Count, evidence.Alike.MedianTime, evidence.Alike.IsCut));
        Assert.Null(evidence.Run);
    }

    [Theory, EveryDatabase]
    public async Task Only_the_latest_decisions_are_looked_at_and_that_is_said(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var read = await console.ProposedAsync("key-1");
        await console.AddAsync([.. Enumerable.Range(0, EvidenceQuery.AlikeMax).Select(_ => Decided(ProposalStatus.Succeeded, 20))]);
        await console.AddAsync(Decided(ProposalStatus.Rejected, 20, daysAgo: 3));

        var alike = (await OfAsync(console, read)).Alike;

        Assert.Equal((EvidenceQuery.AlikeMax, 0, true), (alike.Approved, alike.Rejected, alike.IsCut));
    }

    [Theory, EveryDatabase]
    public async Task The_run_so_far_holds_what_this_agent_proposed_in_it_before(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var read = Step(ProposalStatus.Pending, 60);
        var (first, refused) = (Step(ProposalStatus.Succeeded, 0), Step(ProposalStatus.Denied, 20));
        await console.AddAsync(read, refused, first, Step(ProposalStatus.Pending, 90), Step(ProposalStatus.Denied, 10, agent: "another"), Step(ProposalStatus.Denied, 10, run: "run-8"));

        var run = (await OfAsync(console, read)).Run!;

        Assert.Equal([first.Id, refused.Id], run.Steps.Select(step => step.Id));
        Assert.Equal(("run-7", 1, TimeSpan.FromSeconds(60), false), (run.RunId, run.Refused, run.Lasted, run.IsCut));
    }

    [Theory, EveryDatabase]
    public async Task Of_a_long_run_the_latest_steps_are_read(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var read = Step(ProposalStatus.Pending, 500);
        await console.AddAsync([read, .. Enumerable.Range(0, EvidenceQuery.StepsMax + 5).Select(second => Step(ProposalStatus.Succeeded, second))]);

        var run = (await OfAsync(console, read)).Run!;

        Assert.Equal((EvidenceQuery.StepsMax, true), (run.Steps.Count, run.IsCut));
        Assert.Equal(A.Moment.AddSeconds(5), run.Steps[0].At);
    }

    [Theory, EveryDatabase]
    public async Task The_rule_is_owned_by_whoever_published_its_version_and_by_the_agents_security_owner(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        Assert.IsType<AgentOutcome.Changed>(await console.Get<ChangeAgentHandler>().HandleAsync(new(new Caller.Server(), "support-triage-v3", null, JsonElement.Parse("""
            {"kind":"Agent","name":"support-triage-v3","dri":"dri@example.com","owners":{"security":"sec@example.com"},"stage":"narrow_production_writes",
             "manifest":[{"tool":"billing.refund","environments":["production"]}]}
            """)), CancellationToken.None));
        var now = console.Clock.GetUtcNow();
        await console.AddAsync(new PolicySet { Name = "refunds", Engine = PolicyEngine.Cedar, CreatedAt = now, ChangedAt = now });
        await console.AddAsync(new PolicyVersion
        {
            SetName = "refunds",
            Number = 12,
            Text = "",
            Digest = "",
            Status = PolicyVersionStatus.Retired,
            Authors = "",
            SavedBy = new Caller.Server().Actor,
            SavedAt = now,
            PublishedBy = new Caller.Server().Actor,
            PublishedAt = now,
        });
        var (asked, unasked) = (A.Proposal().Build(), A.Proposal().Build());
        (asked.PolicySet, asked.PolicyVersion) = ("refunds", 12);

        Assert.Equal(new RuleOwner("the server", now, "sec@example.com"), (await OfAsync(console, asked)).Rule);
        Assert.Equal(new RuleOwner(null, null, "sec@example.com"), (await OfAsync(console, unasked)).Rule);
    }

    [Theory, EveryDatabase]
    public async Task What_the_caps_leave_is_told_for_the_run_and_the_day_with_this_call_taken_aside(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "2.00", perDay: "5.00");
        await console.ProposeInRunAsync("key-1", HallwayConsole.Arguments, run: "run-other");
        var read = await console.ProposeInRunAsync("key-2", HallwayConsole.Arguments);

        Assert.Equal(new SpendLeft(1_600_000_000, 4_200_000_000), (await OfAsync(console, read)).Spend);
    }

    [Theory, EveryDatabase]
    public async Task Where_nothing_caps_it_nothing_is_left_to_tell(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        Assert.Equal(new SpendLeft(null, null), (await OfAsync(console, await console.ProposedAsync("key-1"))).Spend);
    }

    [Fact]
    public async Task Both_walks_go_along_an_index_and_sort_nothing()
    {
        await using var console = await HallwayConsole.StartAsync(DatabaseProvider.Sqlite);

        var alike = await PlanAsync(console, """SELECT "Status" FROM "Proposals" WHERE "Agent" = 'a' AND "Tool" = 't' AND "DecidedAt" >= '2026-01-01' AND "Id" <> 'x' ORDER BY "DecidedAt" DESC LIMIT 201""");
        var run = await PlanAsync(console, """SELECT "Status" FROM "Proposals" WHERE "RunId" = 'r' AND "SubmittedAt" <= '2026-01-01' AND "Agent" = 'a' ORDER BY "SubmittedAt" DESC, "Id" DESC LIMIT 101""");

        Assert.Contains("USING INDEX IX_Proposals_Agent_Tool_DecidedAt (Agent=? AND Tool=? AND DecidedAt>?)", alike, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", alike, StringComparison.Ordinal);
        Assert.Contains("USING INDEX IX_Proposals_RunId_SubmittedAt (RunId=? AND SubmittedAt<?)", run, StringComparison.Ordinal);
    }

    private static Task<ReviewEvidence> OfAsync(TestConsole console, Proposal read) => console.Get<EvidenceQuery>().OfAsync(read, CancellationToken.None);

    private static Task<string> PlanAsync(TestConsole console, string sql) => console.ReadAsync(async db =>
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
#pragma warning disable CA2100 // The statements stand above, word by word.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    });

    private Proposal Decided(ProposalStatus status, int afterSeconds, string tool = "billing.refund", string agent = "support-triage-v3", int daysAgo = 1)
    {
        var proposal = New().By(A.AgentCaller(agent)).Using(tool).In(status).SubmittedAt(A.Moment.AddDays(-daysAgo)).Build();
        proposal.DecidedAt = proposal.SubmittedAt.AddSeconds(afterSeconds);
        return proposal;
    }

    private Proposal Undecided(ProposalStatus status) => New().In(status).Build();

    private Proposal Step(ProposalStatus status, int atSecond, string agent = "support-triage-v3", string run = "run-7") =>
        New().By(A.AgentCaller(agent)).In(status).InRun(run).SubmittedAt(A.Moment.AddSeconds(atSecond)).Build();

    private ProposalBuilder New() => A.Proposal().Under($"evidence-{++_keys}");
}
