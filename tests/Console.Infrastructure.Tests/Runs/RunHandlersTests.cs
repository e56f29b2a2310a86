using System.Text;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Runs;

public sealed class RunHandlersTests
{
    [Theory, EveryDatabase]
    public async Task A_run_begins_once_and_a_repeat_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);

        var first = Assert.IsType<StartRunOutcome.Started>(await console.BeginAsync("Refund W-1"));
        var again = Assert.IsType<StartRunOutcome.Started>(await console.BeginAsync("Refund W-1"));
        Assert.IsType<StartRunOutcome.Differs>(await console.BeginAsync("Refund W-2"));

        Assert.Equal((false, true, 1), (first.IsRepeat, again.IsRepeat, again.Run.Readings));
        Assert.Equal(1, await console.ReadAsync(db => db.RunReadings.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task The_name_of_a_run_is_its_agents_own(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Refund W-1");

        foreach (var stranger in new[] { A.AgentCaller("somebody-else"), A.AgentCaller(environment: "staging") })
        {
            Assert.IsType<ObserveOutcome.Kept>(await console.Get<ObserveHandler>().HandleAsync(
                new(stranger, RunConsole.Run, new(ReadingKind.User, null, "hello")), default));
            Assert.IsType<StartRunOutcome.Started>(await console.BeginAsync("Something else", caller: stranger));
            Assert.IsType<EndRunOutcome.Ended>(await console.Get<EndRunHandler>().HandleAsync(new(stranger, RunConsole.Run, "resolved", null), default));
        }

        Assert.Equal(3, await console.ReadAsync(db => db.Runs.CountAsync()));
        Assert.Equal(1, await console.ReadAsync(db => db.Runs.CountAsync(run => run.Outcome == null)));
    }

    [Theory, EveryDatabase]
    public async Task Trust_is_the_accepted_contracts_and_an_unknown_tool_has_none(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Look around");

        var trusts = new List<ResultTrust>();
        foreach (var tool in new[] { "crm.get", "web.get", "never.heard.of" })
            trusts.Add(Assert.IsType<ObserveOutcome.Kept>(await console.ReadAsync(tool, "some text of " + tool)).Reading.Trust);

        Assert.Equal([ResultTrust.Trusted, ResultTrust.Untrusted, ResultTrust.Untrusted], trusts);
    }

    [Theory, EveryDatabase]
    public async Task The_same_told_twice_is_one_reading_and_after_the_end_nothing_is_read(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Look around");

        var first = Assert.IsType<ObserveOutcome.Kept>(await console.ReadAsync("web.get", "page"));
        await console.Get<EndRunHandler>().HandleAsync(new(HallwayConsole.Agent, RunConsole.Run, "resolved", null), default);
        var again = Assert.IsType<ObserveOutcome.Kept>(await console.ReadAsync("web.get", "page"));

        Assert.Equal((2, false, 2, true), (first.Reading.Step, first.IsRepeat, again.Reading.Step, again.IsRepeat));
        Assert.IsType<ObserveOutcome.Ended>(await console.ReadAsync("web.get", "another page"));
    }

    [Theory, EveryDatabase]
    public async Task A_run_that_a_proposal_named_first_may_still_be_told_of_and_stands_behind_it(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        var proposal = await console.ProposeInRunAsync("key-1", HallwayConsole.Arguments);

        var started = Assert.IsType<StartRunOutcome.Started>(await console.BeginAsync("Refund W-1"));
        var observed = Assert.IsType<ObserveOutcome.Kept>(await console.HearAsync("and quickly"));

        Assert.Equal((1, 1, 3), (proposal.RunStep, started.Run.Readings, observed.Reading.Step));
        Assert.Equal(4, (await console.ProposeInRunAsync("key-2", HallwayConsole.Arguments)).RunStep);
    }

    [Theory, EveryDatabase]
    public async Task No_text_is_kept_in_any_column_and_none_of_it_is_in_the_ledger(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        const string Secret = "zanzibar4711";
        await console.BeginAsync($"Send it to {Secret}");
        await console.ReadAsync("web.get", $"""{Secret} and more""");

        var readings = await console.ReadAsync(db => db.RunReadings.AsNoTracking().ToListAsync());
        Assert.Equal(2, readings.Count);
        Assert.All(readings, reading => Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(reading.Marks), StringComparison.Ordinal));
        Assert.All(await console.WholeLedgerAsync(), entry => Assert.DoesNotContain("run", entry.Kind, StringComparison.Ordinal));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "mark_key_created");
    }

    [Theory, EveryDatabase]
    public async Task Equal_texts_in_two_runs_leave_different_marks(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        foreach (var run in new[] { "one", "two" }) await console.BeginAsync("Refund W-1", run);

        var readings = await console.ReadAsync(db => db.RunReadings.AsNoTracking().ToListAsync());
        Assert.Empty(Marks(readings[0]).Intersect(Marks(readings[1])));
        Assert.NotEqual(readings[0].Digest, readings[1].Digest);

        static IEnumerable<string> Marks(RunReading reading) => reading.Marks.Skip(1).Chunk(8).Select(Convert.ToHexString);
    }

    [Theory, EveryDatabase]
    public async Task A_full_run_reads_no_more_and_its_results_are_still_taken(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Look around");
        await console.Transaction.RunAsync(async (db, inner) =>
        {
            var run = await db.Runs.SingleAsync(inner);
            while (run.HasRoomFor(1)) run.CountReading(1, console.Clock.GetUtcNow());
            return run.Readings;
        }, default);

        Assert.IsType<ObserveOutcome.Full>(await console.ReadAsync("web.get", "page"));
        Assert.Equal(1, await console.ReadAsync(db => db.RunReadings.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Eight_that_read_at_once_take_eight_steps(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Look around");

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => console.ReadAsync("web.get", $"page {number}")));

        Assert.Equal(Enumerable.Range(2, 8), kept.Select(one => ((ObserveOutcome.Kept)one).Reading.Step).Order());
    }

    [Theory, EveryDatabase]
    public async Task Marks_are_forgotten_when_a_run_has_read_nothing_for_long(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        foreach (var (run, days) in new[] { ("old", RunLimits.RetentionDaysDefault + 1), ("young", RunLimits.RetentionDaysDefault - 1) })
        {
            await console.BeginAsync("Refund W-1", run);
            var longAgo = console.Clock.GetUtcNow().AddDays(-days);
            await console.ReadAsync(db => db.Runs.Where(row => row.Name == run).ExecuteUpdateAsync(row => row.SetProperty(one => one.LastReadAt, longAgo)));
        }

        Assert.Equal(1, (await console.Get<ForgetReadingsJob>().RunOnceAsync(default)).Done);
        Assert.Equal(0, (await console.Get<ForgetReadingsJob>().RunOnceAsync(default)).Done);

        var rows = await console.ReadAsync(db => db.Runs.AsNoTracking().OrderBy(run => run.Name).ToListAsync());
        Assert.Equal([(false, 1), (true, 1)], rows.OrderByDescending(run => run.Name).Select(run => (run.ForgottenAt is not null, run.Readings)));
        Assert.Equal(1, await console.ReadAsync(db => db.RunReadings.CountAsync()));
        Assert.Equal(Origin.Nowhere, (await console.ProposeInRunAsync("key-1", HallwayConsole.Arguments, run: "old")).OriginAt("/order_id").Origin);
        Assert.Equal(Origin.Request, (await console.ProposeInRunAsync("key-2", HallwayConsole.Arguments, run: "young")).OriginAt("/order_id").Origin);
    }

    [Fact]
    public void A_run_that_is_too_short_or_too_long_to_remember_is_refused_at_start() =>
        Assert.Equal(2, new[] { 0, RunLimits.RetentionDaysMax + 1 }.Sum(days => new RunsOptions { MarksDays = days }.Faults().Count()));
}
