using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Access;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents.Schedules;

public sealed class ScheduleTests
{
    [Theory, EveryDatabase]
    public async Task When_it_fires_a_run_begins_and_the_endpoint_is_told_signed_under_one_id(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync(""","input":{"mailbox":"support"},"cap_usd":"1.50" """);

        var report = await stage.FireAsync(schedule);

        var run = Assert.Single(await stage.RunsAsync());
        Assert.Equal((1, ScheduledRunStatus.Started, 1, 204), (report.Done, run.Status, run.Attempts, run.HttpStatus));
        var message = Assert.Single(stage.Endpoint.Received);
        Assert.Equal(("POST", "/start", run.Id.ToString()), (message.Method, message.Path, message.Headers["Idempotency-Key"]));
        var headers = new WebhookHeaders(message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"]);
        Assert.True(WebhookSignature.Verify(await stage.SecretAsync(), headers, message.Body, stage.Clock.GetUtcNow()));
        var data = JsonElement.Parse(Encoding.UTF8.GetString(message.Body)).GetProperty("data");
        Assert.Equal((run.RunName, "support", "1.50"), (data.GetProperty("run_id").GetString(), data.GetProperty("input").GetProperty("mailbox").GetString(), data.GetProperty("cap_usd").GetString()));
        var begun = await stage.Console.ReadAsync(db => db.Runs.AsNoTracking().SingleAsync());
        Assert.Equal((run.RunName, "schedule nightly", false), (begun.Name, begun.Trigger, begun.IsEnded));
        Assert.Equal(["schedule_created", "scheduled_run_started"], await stage.KindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task One_time_of_a_line_starts_one_run_whoever_fires_it(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync(""","at_once":5""");
        await using var other = await stage.NodeAsync(new(), isScheduled: false);
        var at = stage.Clock.Instant();

        await Task.WhenAll(stage.FireAsync(schedule, at), other.Get<StartRunJob>().RunOnceAsync(schedule.Id, at, default), stage.FireAsync(schedule, at));

        Assert.Single(await stage.RunsAsync());
        Assert.Single(stage.Endpoint.Received);
    }

    [Theory, EveryDatabase]
    public async Task A_stop_holds_the_schedules_that_it_said_it_would(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        await stage.Console.Get<RegisterAgentHandler>().HandleAsync(new(new Caller.Server(), JsonElement.Parse(A.Agent("other").Document())), default);
        var schedule = await stage.KeptAsync();
        await stage.KeptAsync(""","enabled":false""", name: "off");
        await stage.SaveAsync(stage.Document(agent: "other"));
        var stops = stage.Console.Get<StopQuery>();
        Assert.Equal((1, 2, 0), (
            (await stops.CountAsync(StopTarget.Agent(ScheduleStage.Agent), default)).Schedules,
            (await stops.CountAsync(StopTarget.Everything, default)).Schedules,
            (await stops.CountAsync(StopTarget.Tool("billing.refund"), default)).Schedules));

        var stopped = Assert.IsType<StopOutcome.Stopped>(await stage.StopAsync(StopTarget.Agent(ScheduleStage.Agent)));
        await stage.FireAsync(schedule);

        Assert.Equal(1, stopped.Report.Schedules);
        var run = Assert.Single(await stage.RunsAsync());
        Assert.Equal((ScheduledRunStatus.Held, "stopped", "The agent is stopped."), (run.Status, run.ReasonCode, run.Reason));
        Assert.Empty(stage.Endpoint.Received);
        Assert.Equal(0, await stage.Console.ReadAsync(db => db.Runs.CountAsync()));
        Assert.Equal("scheduled_run_held", (await stage.KindsAsync())[^1]);
    }

    [Theory, EveryDatabase]
    public async Task What_is_stopped_between_two_attempts_is_not_tried_again(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync();
        stage.Endpoint.Answer = LoopbackReceiver.AnswerWith(503);
        await stage.FireAsync(schedule);
        await stage.StopAsync(StopTarget.Everything);
        stage.Endpoint.Answer = LoopbackReceiver.AnswerWith(204);
        stage.Clock.Advance(TimeSpan.FromMinutes(10));

        await stage.RetryAsync();

        var run = Assert.Single(await stage.RunsAsync());
        Assert.Equal((ScheduledRunStatus.Held, "Everything is stopped.", 1), (run.Status, run.Reason, run.Attempts));
        Assert.Single(stage.Endpoint.Received);
        Assert.Equal("not_started", (await stage.Console.ReadAsync(db => db.Runs.AsNoTracking().SingleAsync())).Outcome);
    }

    [Theory, EveryDatabase]
    public async Task A_stopped_agents_schedule_that_was_missed_while_the_scheduler_was_down_starts_nothing(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var clock = new FakeClock();
        ScheduleId id;
        await using (var first = await stage.NodeAsync(clock, isScheduled: true))
        {
            var saved = (ScheduleOutcome.Saved)await first.Get<SaveScheduleHandler>().HandleAsync(new(ScheduleStage.Admin, null, null, stage.Document("30 4 * * *")), default);
            id = saved.Schedule.Id;
            Assert.True((await ScheduleStage.NextAsync(first)).ContainsKey(id));
        }

        await stage.StopAsync(StopTarget.Agent(ScheduleStage.Agent));
        clock.Advance(TimeSpan.FromHours(3));
        await using var second = await stage.NodeAsync(clock, isScheduled: true);
        await Eventually.IsTrueAsync(clock, () => stage.RunsAsync().GetAwaiter().GetResult().Count > 0, "the missed time fires once");

        var run = Assert.Single(await stage.RunsAsync());
        Assert.Equal((id, ScheduledRunStatus.Held, "stopped"), (run.Schedule, run.Status, run.ReasonCode));
        Assert.Empty(stage.Endpoint.Received);
    }

    [Theory, EveryDatabase]
    public async Task A_start_in_vain_is_tried_again_later_and_later_and_then_fails(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync(""","retries":2,"backoff_s":10""");
        stage.Endpoint.Answer = LoopbackReceiver.AnswerWith(503);
        await stage.FireAsync(schedule);

        Assert.Equal(0, (await stage.RetryAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, (await stage.RetryAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await stage.RetryAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, (await stage.RetryAsync()).Done);

        var run = Assert.Single(await stage.RunsAsync());
        Assert.Equal((ScheduledRunStatus.Failed, "http_503", 3), (run.Status, run.ReasonCode, run.Attempts));
        Assert.Equal(3, stage.Endpoint.Received.Count);
        Assert.Single(stage.Endpoint.Received.Select(message => message.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal("scheduled_run_failed", (await stage.KindsAsync())[^1]);
    }

    [Fact]
    public async Task What_the_endpoint_refuses_for_good_is_not_tried_again()
    {
        await using var stage = await ScheduleStage.StartAsync(DatabaseProvider.Sqlite);
        var schedule = await stage.KeptAsync();
        stage.Endpoint.Answer = LoopbackReceiver.AnswerWith(404);

        await stage.FireAsync(schedule);

        Assert.Equal((ScheduledRunStatus.Failed, "http_404"), ((await stage.RunsAsync())[0].Status, (await stage.RunsAsync())[0].ReasonCode));
    }

    [Theory, EveryDatabase]
    public async Task While_as_many_runs_as_it_may_have_are_under_way_it_starts_none(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync();
        await stage.FireAsync(schedule);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.FireAsync(schedule);
        await stage.Console.Transaction.RunAsync(async (db, inner) => (await db.Runs.SingleAsync(inner)).TryEnd("resolved", null, stage.Clock.Instant()), default);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.FireAsync(schedule);

        Assert.Equal([(ScheduledRunStatus.Started, null), (ScheduledRunStatus.Held, "at_once"), (ScheduledRunStatus.Started, null)],
            (await stage.RunsAsync()).Select(run => (run.Status, run.ReasonCode)));
    }

    [Theory, EveryDatabase]
    public async Task When_the_day_is_spent_it_starts_none_and_a_run_spends_no_more_than_its_schedule_says(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider, perDay: "2.00");
        var schedule = await stage.KeptAsync(""","cap_usd":"0.50" """);
        await stage.FireAsync(schedule);
        var name = (await stage.RunsAsync())[0].RunName;

        var over = Assert.IsType<ReserveSpendOutcome.Exhausted>(await ReserveAsync(stage, name, 600));
        Assert.Equal((BudgetScope.OfRun(name), 500 * Cent / 10), (over.Cap.Scope, over.Cap.CapNanos));
        Assert.IsType<ReserveSpendOutcome.Reserved>(await ReserveAsync(stage, name, 500));
        Assert.IsType<ReserveSpendOutcome.Reserved>(await ReserveAsync(stage, "another", 1_500));
        await stage.Console.Transaction.RunAsync(async (db, inner) => (await db.Runs.SingleAsync(run => run.Name == name, inner)).TryEnd("resolved", null, stage.Clock.Instant()), default);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.FireAsync(schedule);

        Assert.Equal((ScheduledRunStatus.Held, "budget_exhausted"), ((await stage.RunsAsync())[1].Status, (await stage.RunsAsync())[1].ReasonCode));
    }

    [Theory, EveryDatabase]
    public async Task Only_who_answers_for_the_agent_says_when_it_is_started(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var (dri, stranger) = (await stage.Console.AddPersonAsync("dri@example.com", Role.Dri), await stage.Console.AddPersonAsync("x@example.com", Role.Dri));
        var schedule = Assert.IsType<ScheduleOutcome.Saved>(await stage.SaveAsync(stage.Document(), caller: dri)).Schedule;

        Assert.IsType<ScheduleOutcome.NotYourAgent>(await stage.SaveAsync(stage.Document(name: "mine"), caller: stranger));
        Assert.IsType<ScheduleOutcome.NotYourAgent>(await stage.SaveAsync(stage.Document("0 7 * * *"), schedule.Id, caller: stranger));
        Assert.IsType<ScheduleOutcome.NotYourAgent>(await stage.Console.Get<OrderScheduledRunHandler>().HandleAsync(stranger, schedule.Id, default));
        Assert.IsType<ScheduleOutcome.NotYourAgent>(await stage.Console.Get<RemoveScheduleHandler>().HandleAsync(stranger, schedule.Id, default));
        Assert.IsType<ScheduleOutcome.RoleMissing>(await stage.SaveAsync(stage.Document(name: "mine"), caller: A.Person("Rita", Role.Reviewer)));
        Assert.Equal(["schedule_created"], await stage.KindsAsync());

        Assert.IsType<ScheduleOutcome.Fired>(await stage.Console.Get<OrderScheduledRunHandler>().HandleAsync(dri, schedule.Id, default));
        Assert.IsType<ScheduleOutcome.Removed>(await stage.Console.Get<RemoveScheduleHandler>().HandleAsync(dri, schedule.Id, default));
        Assert.Equal(["schedule_created", "scheduled_run_ordered", "scheduled_run_started", "schedule_removed"], await stage.KindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_change_is_bound_to_what_was_read_and_names_stay(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var schedule = await stage.KeptAsync();

        Assert.Equal(2, Assert.IsType<ScheduleOutcome.Saved>(await stage.SaveAsync(stage.Document("0 7 * * *"), schedule.Id, seen: 1)).Schedule.Version);
        Assert.Equal(new ScheduleOutcome.Stale(2), await stage.SaveAsync(stage.Document("0 8 * * *"), schedule.Id, seen: 1));
        Assert.Equal("fixed", Assert.Single(Assert.IsType<ScheduleOutcome.Malformed>(await stage.SaveAsync(stage.Document(name: "other"), schedule.Id)).Faults).Code);
        Assert.Equal(new ScheduleOutcome.NameTaken("nightly"), await stage.SaveAsync(stage.Document()));
        Assert.Equal(new ScheduleOutcome.UnknownAgent("nobody"), await stage.SaveAsync(stage.Document(agent: "nobody")));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_schedule_is_said_at_once()
    {
        await using var stage = await ScheduleStage.StartAsync(DatabaseProvider.Sqlite);

        var bad = Assert.IsType<ScheduleOutcome.Malformed>(await stage.SaveAsync(stage.Document("61 6 * * *", "Mars/Olympus", "http://10.0.0.1/x")));
        var worse = Assert.IsType<ScheduleOutcome.Malformed>(await stage.SaveAsync(JsonElement.Parse("""{"agent":7,"name":"a b","cap_usd":"-1","input":[],"timeout_s":0,"retires":3}""")));

        Assert.Equal(["/cron", "/url", "/zone"], bad.Faults.Select(fault => fault.Pointer).Order());
        Assert.Equal(["/agent", "/cap_usd", "/cron", "/environment", "/input", "/name", "/retires", "/timeout_s", "/url", "/zone"], worse.Faults.Select(fault => fault.Pointer).Distinct().Order());
        Assert.Empty(await stage.KindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task The_scheduler_holds_what_the_rows_say_after_each_change_and_after_a_start(DatabaseProvider provider)
    {
        await using var stage = await ScheduleStage.StartAsync(provider);
        var unheard = await stage.KeptAsync();
        await using var node = await stage.NodeAsync(new(), isScheduled: true);
        var triggers = node.Get<ScheduleTriggers>();
        await Eventually.IsTrueAsync(async () => (await ScheduleStage.NextAsync(node)).ContainsKey(unheard.Id), "the start puts right what the scheduler had not heard of");

        var save = node.Get<SaveScheduleHandler>();
        await save.HandleAsync(new(ScheduleStage.Admin, unheard.Id, null, stage.Document("15 5 * * *", "Europe/Zurich")), default);
        Assert.Equal(DateTimeOffset.Parse("2026-04-10T03:15:00Z", null), (await ScheduleStage.NextAsync(node))[unheard.Id]);

        await save.HandleAsync(new(ScheduleStage.Admin, unheard.Id, null, stage.Document(more: ""","enabled":false""")), default);
        Assert.Empty(await ScheduleStage.NextAsync(node));
        Assert.Equal(0, await triggers.AlignAsync(default));
    }

    private const long Cent = 10_000_000;

    private static Task<ReserveSpendOutcome> ReserveAsync(ScheduleStage stage, string run, long thousandths) => stage.Console.Get<ReserveSpendHandler>().HandleAsync(
        new(A.AgentCaller(), run, thousandths * Cent / 10, 600, $"digest {thousandths}"), default);
}
