using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Alerts;

public sealed class CheckAlertsJobTests
{
    private static readonly AlertTerms Denials = AlertTerms.Usual("Denials", AlertKind.DenialSpike) with { Mode = AlertMode.Enforce, Severity = AlertSeverity.Critical };

    [Theory, EveryDatabase]
    public async Task A_spike_of_denials_is_one_alert_that_ends_when_it_is_quiet_and_opens_again_when_it_comes_back(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.CheckAsync();
        Assert.Empty(await stage.AlertsAsync());

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));
        await stage.CheckForAsync(5);

        var alert = await stage.OnlyAlertAsync();
        Assert.Equal((AlertStatus.Open, "support", 5, 20_000_000, FaultDomain.Controls), (alert.Status, alert.Agent, alert.Occurrences, alert.PeakMicros, alert.Fault));
        Assert.InRange(alert.UsualMicros!.Value, 200_000, 500_000);

        await stage.CheckForAsync(10 + Denials.QuietMinutes);
        Assert.Equal((AlertStatus.Resolved, null), ((await stage.OnlyAlertAsync()).Status, (await stage.OnlyAlertAsync()).ResolvedBy));

        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 25));
        await stage.CheckForAsync(2);
        Assert.Equal((AlertStatus.Open, 1), ((await stage.OnlyAlertAsync()).Status, (await stage.OnlyAlertAsync()).Reopened));

        await stage.CheckForAsync(10 + Denials.QuietMinutes);
        stage.Clock.Advance(TimeSpan.FromMinutes(AlertLimits.ReopenMinutes));
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 25));
        await stage.CheckAsync();
        Assert.Equal([1, 2], (await stage.AlertsAsync()).Select(one => one.Episode));
        Assert.Equal(["alert_fired", "alert_resolved", "alert_reopened", "alert_resolved", "alert_fired"], await stage.KindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_rule_in_shadow_tells_nobody_and_counts_what_a_backtest_counts(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var rule = await stage.RuleAsync(Denials with { Mode = AlertMode.Shadow, BaselineHours = 3, QuietMinutes = 20 });
        // Three hours of quiet, and then three spikes of which the last two are one fault.
        await stage.WriteAsync([.. Enumerable.Range(1, 17).SelectMany(at => AlertsStage.Denials(stage.Now.AddMinutes(-at * 11), 1))]);
        foreach (var (minute, count) in ((int, int)[])[(3, 18), (70, 30), (85, 40), (120, 3)]) await stage.WriteAsync(AlertsStage.Denials(stage.Now.AddMinutes(minute), count));

        await stage.CheckForAsync(150);

        var shadows = await stage.AlertsAsync();
        Assert.All(shadows, alert => Assert.True(alert.IsShadow));
        var fired = (await stage.Console.Get<AlertRuleQuery>().FindAsync(rule, default))!.Fired;
        Assert.Equal(2, fired);
        Assert.Empty(await stage.SentAsync());
        Assert.All(await stage.KindsAsync(), kind => Assert.True(kind is "alert_shadowed" or "alert_resolved"));
        var test = await stage.Console.Get<AlertBacktestQuery>().RunAsync(Denials with { BaselineHours = 3, QuietMinutes = 20 }, default);
        Assert.Equal(fired, test!.Count);
        Assert.Equal(["support", "support"], test.Fired.Select(firing => firing.Scope.Agent));
    }

    [Theory, EveryDatabase]
    public async Task Channels_hear_of_it_each_in_its_shape_and_what_fails_is_tried_again(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var admin = A.Person("Otto", Role.Admin);
        foreach (var form in Enum.GetValues<BodyForm>())
            await stage.Console.Get<AddAlertChannelHandler>().HandleAsync(new(admin, form, form.ToString(), $"{stage.Receiver.Url}services/T0/secret-{form}"), default);
        await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));
        await stage.CheckAsync();
        var alert = await stage.OnlyAlertAsync();

        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(503);
        await stage.DeliverAsync();
        Assert.Equal(Enumerable.Repeat((DeliveryStatus.Waiting, (string?)"receiver_error"), 3), (await stage.SentAsync()).Select(item => (item.Status, item.FailureCode)));
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(200, "ok");
        stage.Clock.Advance(TimeSpan.FromSeconds(6));
        await stage.DeliverAsync();

        var sent = await stage.SentAsync();
        Assert.Equal([DeliveryStatus.Delivered, DeliveryStatus.Delivered, DeliveryStatus.Delivered], sent.Select(item => item.Status));
        Assert.All(sent, item => Assert.Equal((alert.Id, "alert.fired", 2), (item.AlertId!.Value, item.EventType, item.AttemptCount)));
        var bodies = stage.Receiver.Received.Skip(3).ToDictionary(message => message.Path.Split('-')[^1], message => JsonElement.Parse(message.Text));
        Assert.Equal("alert.fired", bodies["Standard"].GetProperty("type").GetString());
        Assert.Equal(alert.Id.ToString(), bodies["Standard"].GetProperty("data").GetProperty("id").GetString());
        Assert.Equal("header", bodies["Slack"].GetProperty("blocks")[0].GetProperty("type").GetString());
        Assert.Equal("application/vnd.microsoft.card.adaptive", bodies["Teams"].GetProperty("attachments")[0].GetProperty("contentType").GetString());
        // The address of others is a secret: neither the list nor the outbox shows it.
        Assert.DoesNotContain(sent.Where(item => !item.Url.Contains("Standard", StringComparison.Ordinal)), item => item.Url.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(3, (await stage.Console.Get<AlertQuery>().DeliveriesAsync(alert.Id, default)).Count);
    }

    [Theory, EveryDatabase]
    public async Task A_channel_that_is_gone_is_replaced_by_those_that_are_left(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var admin = A.Person("Otto", Role.Admin);
        var handler = stage.Console.Get<AddAlertChannelHandler>();
        var gone = Assert.IsType<Infrastructure.Deliveries.Webhooks.WebhookOutcome.Done>(await handler.HandleAsync(new(admin, BodyForm.Slack, "gone", $"{stage.Receiver.Url}gone"), default)).Id;
        await handler.HandleAsync(new(admin, BodyForm.Teams, "left", $"{stage.Receiver.Url}left"), default);
        await stage.RuleAsync(Denials with { Channels = [gone.ToString()] });
        await stage.Console.Transaction.RunAsync(async (db, cancellation) =>
        {
            (await db.WebhookEndpoints.SingleAsync(row => row.Id == gone, cancellation)).Disable("The receiver answered 410 Gone.", stage.Now);
            return true;
        }, default);
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));

        await stage.CheckAsync();
        Assert.NotEqual(gone, Assert.Single(await stage.SentAsync()).EndpointId);

        Assert.IsType<Infrastructure.Deliveries.Webhooks.WebhookOutcome.Done>(await stage.Console.Get<RemoveAlertChannelHandler>().HandleAsync(admin, gone, default));
        Assert.Equal("", (await stage.Console.ReadAsync(db => db.AlertRules.AsNoTracking().SingleAsync())).Channels);
    }

    [Theory, EveryDatabase]
    public async Task Acknowledged_and_silenced_are_quiet_until_it_is_worse_or_the_time_is_over(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.Console.Get<AddAlertChannelHandler>().HandleAsync(new(A.Person("Otto", Role.Admin), BodyForm.Slack, "slack", $"{stage.Receiver.Url}s"), default);
        await stage.RuleAsync(Denials with { Severity = AlertSeverity.Warning });
        await stage.QuietDayAsync();
        for (var minute = 0; minute < 90; minute += 4) await stage.WriteAsync(AlertsStage.Denials(stage.Now.AddMinutes(minute), 20));
        await stage.CheckAsync();
        var alert = await stage.OnlyAlertAsync();

        Assert.IsType<AnswerAlertOutcome.Taken>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Acknowledge()));
        Assert.Equal("Cal", Assert.IsType<AnswerAlertOutcome.NotNow>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Acknowledge())).By);
        await stage.CheckForAsync(5);
        Assert.Single(await stage.SentAsync());

        Assert.IsType<AnswerAlertOutcome.Malformed>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Silence(stage.Now, "late")));
        Assert.IsType<AnswerAlertOutcome.Malformed>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Silence(stage.Now.AddHours(1), " ")));
        Assert.IsType<AnswerAlertOutcome.Taken>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Silence(stage.Now.AddMinutes(30), "known, being put right")));
        await stage.CheckForAsync(29);
        Assert.Single(await stage.SentAsync());
        await stage.CheckForAsync(3);
        Assert.Equal(2, (await stage.SentAsync()).Count);
        Assert.Equal(AlertStatus.Open, (await stage.OnlyAlertAsync()).Status);

        await stage.RuleAsync(Denials with { Name = "worse", Severity = AlertSeverity.Critical });
        await stage.CheckAsync();
        Assert.Equal((AlertSeverity.Critical, 3), ((await stage.OnlyAlertAsync()).Severity, (await stage.SentAsync()).Count));
        Assert.Equal(["alert_fired", "alert_acknowledged", "alert_silenced", "alert_silence_ended", "alert_raised"], await stage.KindsAsync());

        // What lasts is still held against the time before it began.
        Assert.InRange((await stage.OnlyAlertAsync()).UsualMicros!.Value, 200_000, 600_000);
        Assert.IsType<AnswerAlertOutcome.Taken>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Resolve("a rule was too strict")));
        await stage.CheckForAsync(3);
        Assert.Equal((AlertStatus.Resolved, "Cal"), ((await stage.OnlyAlertAsync()).Status, (await stage.OnlyAlertAsync()).ResolvedBy));
        Assert.Single(await stage.SentAsync(), item => item.EventType == "alert.resolved");
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_that_look_at_once_make_one_alert(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await using var second = await stage.StartSecondNodeAsync();
        await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));

        await Task.WhenAll(stage.CheckAsync(), second.Get<CheckAlertsJob>().RunOnceAsync(default));

        var alert = await stage.OnlyAlertAsync();
        Assert.InRange(alert.Occurrences, 1, 2);
        Assert.Single(await stage.KindsAsync(), kind => kind == "alert_fired");
    }

    [Theory, EveryDatabase]
    public async Task A_tool_that_fails_more_than_before_is_found_with_the_runs_behind_it(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(AlertTerms.Usual("Errors", AlertKind.ToolErrors) with { Mode = AlertMode.Enforce, RunbookUrl = "https://example.com/tools" });
        await stage.WriteAsync([.. Enumerable.Range(1, 200).Select(at => AlertsStage.Event(TraceKind.ToolCall, stage.Now.AddMinutes(-40 - at), $"old-{at}") with { Outcome = at % 50 == 0 ? TraceOutcome.Error : TraceOutcome.Ok })]);
        await stage.WriteAsync([.. Enumerable.Range(1, 24).Select(at => AlertsStage.Event(TraceKind.ToolCall, stage.Now.AddMinutes(-at), $"new-{at}") with { Outcome = at % 2 == 0 ? TraceOutcome.Error : TraceOutcome.Ok })]);
        await stage.WriteAsync([.. Enumerable.Range(1, 24).Select(at => AlertsStage.Event(TraceKind.ToolCall, stage.Now.AddMinutes(-at), $"fine-{at}") with { Tool = "mail.send" })]);

        await stage.CheckAsync();

        var alert = await stage.OnlyAlertAsync();
        Assert.Equal(("crm.get", null, 50_000_000, 2_000_000), (alert.Tool, alert.Agent, alert.ValueMicros, alert.UsualMicros));
        Assert.Equal(("https://example.com/tools", FaultDomain.Tools), (alert.RunbookUrl, alert.Fault));
        Assert.Equal(12, alert.EvidenceList.Count(one => one.Kind == AlertEvidenceKind.Run && one.Id.StartsWith("new-", StringComparison.Ordinal)));
        var course = await stage.Console.Get<AlertCourseQuery>().OfAsync(alert, default);
        Assert.True(course.Count > 10);
        Assert.Equal(50, course[^1].Value);
    }

    [Theory, EveryDatabase]
    public async Task A_run_that_costs_far_more_than_others_is_found_and_a_backtest_finds_the_same(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var terms = AlertTerms.Usual("Dear", AlertKind.RunCost) with { Mode = AlertMode.Enforce };
        await stage.RuleAsync(terms);
        await stage.WriteAsync([.. Enumerable.Range(1, 60).Select(at => Cost($"usual-{at}", stage.Now.AddHours(-2 - at), 30_000_000 + at % 5 * 1_000_000))]);
        await stage.WriteAsync(Cost("dear", stage.Now.AddMinutes(-20), 2_500_000_000), Cost("cheap", stage.Now.AddMinutes(-10), 31_000_000));

        await stage.CheckAsync();

        var alert = await stage.OnlyAlertAsync();
        Assert.Equal(("support", 2_500_000, "dear"), (alert.Agent, alert.ValueMicros, Assert.Single(alert.EvidenceList).Id));
        Assert.Equal(1, (await stage.Console.Get<AlertBacktestQuery>().RunAsync(terms, default))!.Count);
        Assert.Null(await stage.Console.Get<AlertBacktestQuery>().RunAsync(AlertTerms.Usual("q", AlertKind.QueueAge), default));

        static TraceEvent Cost(string run, DateTimeOffset at, long nanos) =>
            AlertsStage.Event(TraceKind.ModelCall, at, run) with { CostNanos = nanos, CostSource = CostSource.Reported };
    }

    [Theory, EveryDatabase]
    public async Task What_waits_what_repeats_and_what_has_no_result_is_found(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(AlertTerms.Usual("Queue", AlertKind.QueueAge) with { Mode = AlertMode.Enforce });
        await stage.RuleAsync(AlertTerms.Usual("Again", AlertKind.RunawayRetries) with { Mode = AlertMode.Enforce });
        await stage.RuleAsync(AlertTerms.Usual("Result", AlertKind.NoResult) with { Mode = AlertMode.Enforce });
        var waiting = A.Proposal().SubmittedAt(stage.Now.AddMinutes(-20)).Build();
        var running = A.Proposal().SubmittedAt(stage.Now.AddMinutes(-30)).In(ProposalStatus.Running).Build();
        var grant = Grant.Issue(running, A.Clearance(running), stage.Now.AddMinutes(-25));
        grant.RedeemedAt = stage.Now.AddMinutes(-25);
        await stage.Console.AddAsync(waiting, running, grant);
        for (var at = 0; at < 6; at++) await stage.Console.AddAsync(A.Proposal().SubmittedAt(stage.Now.AddMinutes(-at)).In(ProposalStatus.Denied).InRun("loop").Build());

        await stage.CheckAsync();

        var alerts = (await stage.AlertsAsync()).ToDictionary(alert => alert.Kind);
        Assert.Equal(3, alerts.Count);
        Assert.Equal(1_200 * AlertLimits.Micros, alerts[AlertKind.QueueAge].ValueMicros);
        Assert.Contains(alerts[AlertKind.QueueAge].EvidenceList, one => one.Id == waiting.Id.ToString());
        Assert.Equal((6 * AlertLimits.Micros, "loop"), (alerts[AlertKind.RunawayRetries].ValueMicros, alerts[AlertKind.RunawayRetries].EvidenceList[0].Id));
        Assert.Equal(running.Id.ToString(), alerts[AlertKind.NoResult].EvidenceList[^1].Id);
    }

    [Theory, EveryDatabase]
    public async Task A_cap_at_its_end_is_one_alert_that_the_higher_rule_raises(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        foreach (var terms in ShippedAlertRules.All.Where(terms => terms.Kind == AlertKind.CapNear)) await stage.RuleAsync(terms);
        await stage.Console.AcceptAsync(A.Tool().Document());
        await stage.Console.RegisterAsync(A.Agent().Capped(null, "1.00").Document());
        var agent = A.AgentCaller();
        await ReserveAsync(850_000_000);
        await stage.CheckAsync();
        var alert = await stage.OnlyAlertAsync();
        Assert.Equal((AlertSeverity.Warning, agent.Name, 85 * AlertLimits.Micros), (alert.Severity, alert.Agent, alert.ValueMicros));

        await ReserveAsync(120_000_000);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.CheckAsync();
        alert = await stage.OnlyAlertAsync();
        Assert.Equal((AlertSeverity.Critical, 97 * AlertLimits.Micros), (alert.Severity, alert.ValueMicros));
        Assert.Equal(["alert_fired", "alert_raised"], await stage.KindsAsync());

        async Task ReserveAsync(long nanos) => Assert.IsType<ReserveSpendOutcome.Reserved>(
            await stage.Console.Get<ReserveSpendHandler>().HandleAsync(new(agent, "run-7", nanos, 3_600, $"d{nanos}"), default));
    }

    [Theory, EveryDatabase]
    public async Task A_message_that_was_given_up_is_found(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(AlertTerms.Usual("Given up", AlertKind.FailedDeliveries) with { Mode = AlertMode.Enforce });
        var item = OutboxItem.ToCallback(A.Proposal().Build(), Domain.Deliveries.EventType.ProposalDecided, "https://gone.example.com/", stage.Now);
        item.Close(DeliveryStatus.Failed, "unreachable", stage.Now);
        await stage.Console.AddAsync(item);

        await stage.CheckAsync();

        Assert.Equal(item.Id.ToString(), Assert.Single((await stage.OnlyAlertAsync()).EvidenceList).Id);
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_answer_is_told_so_and_a_dri_reaches_the_agents_of_theirs(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));
        await stage.CheckAsync();
        var alert = await stage.OnlyAlertAsync();

        Assert.IsType<AnswerAlertOutcome.RoleMissing>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Acknowledge(), A.Person("Rita", Role.Reviewer)));
        Assert.IsType<AnswerAlertOutcome.RoleMissing>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Acknowledge(), A.AgentCaller()));
        Assert.IsType<AnswerAlertOutcome.NotYourAgent>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Acknowledge(), A.Person("Dora", Role.Dri)));
        Assert.IsType<AlertRuleOutcome.RoleMissing>(await stage.Console.Get<SaveAlertRuleHandler>().HandleAsync(new(A.Person("Dora", Role.Dri), null, null, JsonElement.Parse(Denials.ToJson())), default));
        Assert.IsType<AnswerAlertOutcome.Unknown>(await stage.AnswerAsync(AlertId.New(stage.Now), new AlertAnswer.Acknowledge()));
    }

    [Theory, EveryDatabase]
    public async Task The_owner_is_mailed_and_hears_no_more_than_the_figures(DatabaseProvider provider)
    {
        await using var server = SmtpDouble.Start();
        await using var stage = await AlertsStage.StartAsync(provider, new MailOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "console@example.com" });
        Assert.IsType<AddPersonOutcome.Added>(await stage.Console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), "Sre@Example.com", "Sam", new HashSet<Role> { Role.Oncall }, null), default));
        await stage.RuleAsync(Denials with { Owner = "sre@example.com" });
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));

        await stage.CheckAsync();
        await stage.DeliverAsync();

        Assert.Equal((DeliveryStatus.Delivered, DeliveriesLimits.MailUrl), (Assert.Single(await stage.SentAsync()).Status, (await stage.SentAsync())[0].Url));
        var heard = Assert.Single(server.Conversations);
        Assert.Contains("Subject: [alert] critical: Denials above the usual", heard, StringComparison.Ordinal);
        Assert.Contains($"https://console.example.com/alert?id={(await stage.OnlyAlertAsync()).Id}", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("run-1", heard, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Proposals_that_waited_and_are_rejected_together_are_a_spike(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.WriteAsync([.. Enumerable.Range(1, 40).Select(at => AlertsStage.Event(TraceKind.Review, stage.Now.AddMinutes(-15), $"run-{at}") with
        {
            ReceivedAt = stage.Now, LatencyMs = 15 * 60_000, Outcome = TraceOutcome.Denied, Word = "reject",
        })]);

        await stage.CheckAsync();

        Assert.Equal(("support", 40_000_000), ((await stage.OnlyAlertAsync()).Agent, (await stage.OnlyAlertAsync()).ValueMicros));
    }

    [Theory, EveryDatabase]
    public async Task What_nobody_looked_at_is_not_over(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var rule = await stage.RuleAsync(Denials);
        await stage.QuietDayAsync();
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));
        await stage.CheckAsync();

        // The console is down for three hours, and the fault lasts.
        stage.Clock.Advance(TimeSpan.FromHours(3));
        await stage.WriteAsync(AlertsStage.Denials(stage.Now, 20));
        await stage.CheckAsync();
        Assert.Equal((AlertStatus.Open, 0, 2), ((await stage.OnlyAlertAsync()).Status, (await stage.OnlyAlertAsync()).Reopened, (await stage.OnlyAlertAsync()).Occurrences));

        // It cannot be looked at.
        await ExecuteAsync("ALTER TABLE trace_rollups RENAME TO trace_rollups_away");
        await stage.CheckForAsync(2 * Denials.QuietMinutes);
        Assert.Equal(AlertStatus.Open, (await stage.OnlyAlertAsync()).Status);
        Assert.Equal(["alert_fired"], await stage.KindsAsync());

        // Nobody looks for it any more.
        await stage.Console.Transaction.RunAsync(async (db, cancellation) => await db.AlertRules.Where(row => row.Id == rule)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Mode, AlertMode.Off), cancellation), default);
        await stage.CheckAsync();
        Assert.Equal(AlertStatus.Resolved, (await stage.OnlyAlertAsync()).Status);

        async Task ExecuteAsync(string sql)
        {
            await using var connection = await stage.Console.Get<Infrastructure.Telemetry.Store.TraceStore>().OpenAsync(default);
            await using var command = Infrastructure.Telemetry.Store.DbCommands.Of(connection, sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Theory, EveryDatabase]
    public async Task A_silence_holds_until_its_time_over_quiet_and_a_long_one(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.Console.Get<AddAlertChannelHandler>().HandleAsync(new(A.Person("Otto", Role.Admin), BodyForm.Slack, "slack", $"{stage.Receiver.Url}s"), default);
        var rule = await stage.RuleAsync(Denials with { Severity = AlertSeverity.Warning });
        await TakeAsync();
        var alert = await stage.OnlyAlertAsync();
        Assert.IsType<AnswerAlertOutcome.Taken>(await stage.AnswerAsync(alert.Id, new AlertAnswer.Silence(stage.Now.AddHours(12), "known, being put right")));

        foreach (var hours in (int[])[0, 7])
        {
            stage.Clock.Advance(TimeSpan.FromHours(1));
            await stage.CheckAsync();
            Assert.Equal(AlertStatus.Resolved, (await stage.OnlyAlertAsync()).Status);
            stage.Clock.Advance(TimeSpan.FromHours(hours));
            await TakeAsync();
            Assert.Equal(AlertStatus.Silenced, (await stage.OnlyAlertAsync()).Status);
        }

        Assert.Single(await stage.SentAsync());
        stage.Clock.Advance(TimeSpan.FromHours(3));
        await TakeAsync();
        await stage.CheckAsync();
        Assert.Equal((AlertStatus.Open, 2), ((await stage.OnlyAlertAsync()).Status, (await stage.SentAsync()).Count));

        Task TakeAsync() => FindAsync(stage, rule);
    }

    [Theory, EveryDatabase]
    public async Task What_a_person_resolved_stays_so_for_as_long_as_a_long_window_holds_it(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var rule = await stage.RuleAsync(Denials with { WindowMinutes = 12 * 60, BaselineHours = 28 * 24 });
        await FindAsync(stage, rule);
        Assert.IsType<AnswerAlertOutcome.Taken>(await stage.AnswerAsync((await stage.OnlyAlertAsync()).Id, new AlertAnswer.Resolve("put right")));

        stage.Clock.Advance(TimeSpan.FromHours(7));
        await FindAsync(stage, rule);
        Assert.Equal(AlertStatus.Resolved, (await stage.OnlyAlertAsync()).Status);

        stage.Clock.Advance(TimeSpan.FromHours(5));
        await FindAsync(stage, rule);
        Assert.Equal([1, 2], (await stage.AlertsAsync()).Select(alert => alert.Episode));
    }

    [Theory, EveryDatabase]
    public async Task Word_of_messages_that_were_given_up_is_none_of_them(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.Console.Get<AddAlertChannelHandler>().HandleAsync(new(A.Person("Otto", Role.Admin), BodyForm.Slack, "slack", $"{stage.Receiver.Url}s"), default);
        await stage.RuleAsync(AlertTerms.Usual("Given up", AlertKind.FailedDeliveries) with { Mode = AlertMode.Enforce });
        var item = OutboxItem.ToCallback(A.Proposal().Build(), Domain.Deliveries.EventType.ProposalDecided, "https://gone.example.com/", stage.Now);
        item.Close(DeliveryStatus.Failed, "unreachable", stage.Now);
        await stage.Console.AddAsync(item);
        await stage.CheckAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(50));
        await stage.Console.Transaction.RunAsync(async (db, cancellation) =>
        {
            (await db.Outbox.SingleAsync(row => row.AlertId != null, cancellation)).Close(DeliveryStatus.Failed, "unreachable", stage.Now);
            return true;
        }, default);
        stage.Clock.Advance(TimeSpan.FromMinutes(11));
        await stage.CheckAsync();

        Assert.Equal((AlertStatus.Resolved, 1), ((await stage.OnlyAlertAsync()).Status, (await stage.OnlyAlertAsync()).Occurrences));
    }

    [Theory, EveryDatabase]
    public async Task Where_neither_mail_nor_the_named_channel_is_left_the_others_hear_of_it(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var admin = A.Person("Otto", Role.Admin);
        var handler = stage.Console.Get<AddAlertChannelHandler>();
        var gone = Assert.IsType<Infrastructure.Deliveries.Webhooks.WebhookOutcome.Done>(await handler.HandleAsync(new(admin, BodyForm.Slack, "gone", $"{stage.Receiver.Url}gone"), default)).Id;
        await handler.HandleAsync(new(admin, BodyForm.Teams, "left", $"{stage.Receiver.Url}left"), default);
        var rule = await stage.RuleAsync(Denials with { Channels = [gone.ToString(), AlertTerms.MailChannel] });
        await stage.Console.Transaction.RunAsync(async (db, cancellation) =>
        {
            (await db.WebhookEndpoints.SingleAsync(row => row.Id == gone, cancellation)).Disable("The receiver answered 410 Gone.", stage.Now);
            return true;
        }, default);

        await FindAsync(stage, rule);

        Assert.NotEqual(gone, Assert.Single(await stage.SentAsync()).EndpointId);
    }

    [Theory, EveryDatabase]
    public async Task A_webhook_that_hears_of_other_things_stays_and_no_rule_names_what_hears_of_no_alerts(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var admin = A.Person("Otto", Role.Admin);
        var (first, second, third) = (await HookAsync(), await HookAsync(), await HookAsync());
        var rule = await stage.RuleAsync(Denials with { Channels = [first.ToString(), second.ToString(), third.ToString()] });

        Assert.IsType<WebhookOutcome.Done>(await stage.Console.Get<RemoveAlertChannelHandler>().HandleAsync(admin, first, default));
        Assert.Equal("incident.opened", (await stage.Console.ReadAsync(db => db.WebhookEndpoints.AsNoTracking().SingleAsync(row => row.Id == first))).EventTypes);
        Assert.IsType<WebhookOutcome.Done>(await stage.Console.Get<ChangeWebhookHandler>().HandleAsync(new(admin, second, new($"{stage.Receiver.Url}h", "", ["incident.opened"]), false), default));
        Assert.IsType<WebhookOutcome.Done>(await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(admin, third), default));

        var kept = await stage.Console.ReadAsync(db => db.AlertRules.AsNoTracking().SingleAsync());
        Assert.Equal("", kept.Channels);
        Assert.IsType<AlertRuleOutcome.Saved>(await stage.Console.Get<SaveAlertRuleHandler>().HandleAsync(new(AlertsStage.Cal, rule, kept.Version, JsonElement.Parse(kept.Terms.ToJson())), default));

        async Task<WebhookEndpointId> HookAsync() => Assert.IsType<WebhookOutcome.SecretShown>(
            await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(admin, new($"{stage.Receiver.Url}h", "", ["alert.fired", "alert.resolved", "incident.opened"])), default)).Id;
    }

    [Theory, EveryDatabase]
    public async Task The_deputy_owns_it_where_the_account_of_the_dri_is_closed(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.Console.AcceptAsync(A.Tool().Document());
        await stage.Console.RegisterAsync(A.Agent().AnsweredForBy("dora@example.com", "dan@example.com").Document());
        var rule = await stage.RuleAsync(Denials);
        var dora = Assert.IsType<AddPersonOutcome.Added>(await stage.Console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), "dora@example.com", "Dora", new HashSet<Role> { Role.Dri }, null), default)).Id;
        await FindAsync(stage, rule, A.AgentCaller().Name);
        Assert.Equal("dora@example.com", (await stage.OnlyAlertAsync()).Owner);

        await stage.Console.Transaction.RunAsync(async (db, cancellation) => await db.Users.Where(person => person.Id == dora.Value)
            .ExecuteUpdateAsync(row => row.SetProperty(person => person.IsDisabled, true), cancellation), default);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.CheckAsync();
        await FindAsync(stage, rule, A.AgentCaller().Name);

        Assert.Equal("dan@example.com", (await stage.OnlyAlertAsync()).Owner);
    }

    [Fact]
    public async Task Fifty_tools_that_fail_much_and_within_their_limit_hide_none_that_is_over_it()
    {
        await using var stage = await AlertsStage.StartAsync(DatabaseProvider.Sqlite);
        await stage.RuleAsync(AlertTerms.Usual("Errors", AlertKind.ToolErrors) with { Mode = AlertMode.Enforce });
        await stage.WriteAsync([.. Enumerable.Range(0, AlertLimits.ScopesMax).SelectMany(tool => Calls($"noisy.{tool}", -1, 100, 6))]);
        await stage.WriteAsync(Calls("crm.get", -1, 10, 5));
        await stage.WriteAsync(Calls("crm.get", -90, 100, 0));

        await stage.CheckAsync();

        Assert.Equal("crm.get", (await stage.OnlyAlertAsync()).Tool);

        TraceEvent[] Calls(string tool, int minutes, int count, int failed) => [.. Enumerable.Range(0, count).Select(at =>
            AlertsStage.Event(TraceKind.ToolCall, stage.Now.AddMinutes(minutes), $"{tool}-{minutes}-{at}") with { Tool = tool, Outcome = at < failed ? TraceOutcome.Error : TraceOutcome.Ok })];
    }

    [Fact]
    public async Task A_dear_run_is_found_before_two_thousand_later_ones()
    {
        await using var stage = await AlertsStage.StartAsync(DatabaseProvider.Sqlite);
        await stage.RuleAsync(AlertTerms.Usual("Dear", AlertKind.RunCost) with { Mode = AlertMode.Enforce });
        await stage.WriteAsync([.. Enumerable.Range(1, 30).Select(at => Cost($"usual-{at}", stage.Now.AddHours(-2 - at), 30_000_000, "support"))]);
        await stage.WriteAsync(Cost("dear", stage.Now.AddMinutes(-30), 2_500_000_000, "support"));
        await stage.WriteAsync([.. Enumerable.Range(1, AlertLimits.CostRunsMax).Select(at => Cost($"later-{at}", stage.Now.AddMinutes(-20), 1_000_000, "other"))]);

        await stage.CheckAsync();

        Assert.Equal(("support", "dear"), ((await stage.OnlyAlertAsync()).Agent, Assert.Single((await stage.OnlyAlertAsync()).EvidenceList).Id));

        static TraceEvent Cost(string run, DateTimeOffset at, long nanos, string agent) =>
            AlertsStage.Event(TraceKind.ModelCall, at, run, agent) with { CostNanos = nanos, CostSource = CostSource.Reported };
    }

    [Theory, EveryDatabase]
    public async Task Behind_denials_is_what_was_refused_then_of_that_tool_and_workflow(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var caller = A.AgentCaller();
        await stage.Console.AddAsync(Started("r-1", "triage"), Started("r-2", "other"));
        var waited = Rejected("r-1", "billing.refund", -50, -1);
        await stage.Console.AddAsync(waited, Rejected("r-1", "billing.refund", -50, -30), Rejected("r-1", "crm.get", -50, -1), Rejected("r-2", "billing.refund", -50, -1));

        var found = await stage.Console.Get<AlertEvidenceQuery>().WithAsync(Denials,
            new(new(caller.Name, "billing.refund", "triage"), true, 9, 5), stage.Now, default);

        Assert.Equal([waited.Id.ToString()], found.Evidence.Where(one => one.Kind == AlertEvidenceKind.Proposal).Select(one => one.Id));

        Run Started(string name, string workflow)
        {
            var run = Run.Begin(caller.Name, caller.Environment, name, stage.Now);
            run.Start([1], workflow, null, null, null);
            return run;
        }

        Proposal Rejected(string run, string tool, int submitted, int closed)
        {
            var proposal = A.Proposal().By(caller).Using(tool).InRun(run).SubmittedAt(stage.Now.AddMinutes(submitted)).In(ProposalStatus.Rejected).Build();
            proposal.ClosedAt = stage.Now.AddMinutes(closed);
            return proposal;
        }
    }

    [Theory, EveryDatabase]
    public async Task A_round_that_takes_too_long_does_not_keep_the_same_rules_waiting(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        for (var at = 0; at < 3; at++)
        {
            await stage.RuleAsync(AlertTerms.Usual($"Queue {at}", AlertKind.QueueAge) with { Mode = AlertMode.Enforce });
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // Each look takes longer than half of a round.
        var job = new CheckAlertsJob(stage.Console.Get<IDbContextFactory<ConsoleDbContext>>(), stage.Console.Transaction, stage.Console.Get<AlertSampler>(), stage.Console.Get<AlertEvidenceQuery>(),
            stage.Console.Get<AlertDesk>(), new SlowClock(stage.Now), Microsoft.Extensions.Logging.Abstractions.NullLogger<CheckAlertsJob>.Instance);
        for (var round = 0; round < 3; round++) await job.RunOnceAsync(default);

        Assert.All(await stage.Console.ReadAsync(db => db.AlertRules.AsNoTracking().ToListAsync()), rule => Assert.NotNull(rule.CheckedAt));
    }

    [Theory, EveryDatabase]
    public async Task What_a_rule_did_in_shadow_is_not_what_it_told(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        var rule = await stage.RuleAsync(Denials with { Mode = AlertMode.Shadow });
        await FindAsync(stage, rule);
        Assert.Equal(1, await FiredAsync());

        await stage.Console.Get<SaveAlertRuleHandler>().HandleAsync(new(AlertsStage.Cal, rule, null, JsonElement.Parse(Denials.ToJson())), default);
        Assert.Equal(0, await FiredAsync());
        await FindAsync(stage, rule);
        Assert.Equal(1, await FiredAsync());

        async Task<int> FiredAsync() => (await stage.Console.Get<AlertRuleQuery>().FindAsync(rule, default))!.Fired;
    }

    /// <summary>A rule finds too much at this moment.</summary>
    private static Task<int> FindAsync(AlertsStage stage, AlertRuleId rule, string agent = "support") => stage.Console.Transaction.RunAsync((db, cancellation) => stage.Console.Get<AlertDesk>()
        .TakeAsync(db, rule, [new(new(agent), true, 20 * AlertLimits.Micros, 5 * AlertLimits.Micros)], stage.Now, cancellation), default);

    private sealed class SlowClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now = _now.AddSeconds(130);
    }

    [Theory, EveryDatabase]
    public async Task One_rule_that_cannot_be_looked_at_does_not_keep_the_others(DatabaseProvider provider)
    {
        await using var stage = await AlertsStage.StartAsync(provider);
        await stage.RuleAsync(Denials);
        await stage.RuleAsync(AlertTerms.Usual("Queue", AlertKind.QueueAge) with { Mode = AlertMode.Enforce });
        await stage.Console.AddAsync(A.Proposal().SubmittedAt(stage.Now.AddMinutes(-20)).Build());
        var store = stage.Console.Get<Infrastructure.Telemetry.Store.TraceStore>();
        await using (var connection = await store.OpenAsync(default))
        await using (var drop = Infrastructure.Telemetry.Store.DbCommands.Of(connection, "DROP TABLE trace_rollups")) await drop.ExecuteNonQueryAsync();

        var report = await stage.CheckAsync();

        Assert.Contains("1 rules could not be looked at", report.Summary, StringComparison.Ordinal);
        Assert.Equal(AlertKind.QueueAge, (await stage.OnlyAlertAsync()).Kind);
    }
}
