using System.Text.Json;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class DeliverJobTests
{
    [Theory, EveryDatabase]
    public async Task A_decision_reaches_the_endpoint_signed_and_is_written_down(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (_, secret) = await stage.RegisterAsync();
        var proposal = await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).InRun("run-7").Build());

        var report = await stage.RunAsync();

        Assert.Equal("1 sent: 1 delivered, 0 failed for good, 0 to be tried again.", report.Summary);
        var message = Assert.Single(stage.Receiver.Received);
        var delivery = await stage.OnlyDeliveryAsync();
        Assert.Equal(delivery.Id.ToString(), message.Headers["webhook-id"]);
        Assert.True(Verify(secret, message, stage));
        var data = JsonElement.Parse(message.Text).GetProperty("data");
        Assert.Equal("proposal.decided", JsonElement.Parse(message.Text).GetProperty("type").GetString());
        Assert.Equal((proposal.Id.ToString(), "reject", proposal.Digest, "run-7"), (Text(data, "id"), Text(data, "decision"), Text(data, "args_hash"), Text(data, "run_id")));
        Assert.Equal((DeliveryStatus.Delivered, 1), (delivery.Status, delivery.AttemptCount));
        Assert.Equal((204, 1), (Assert.Single(await stage.AttemptsAsync()).StatusCode, (await stage.AttemptsAsync())[0].Number));
        Assert.Equal(["webhook_registered", "delivery_succeeded"], await stage.LedgerKindsAsync());
        Assert.Equal(0, (await stage.RunAsync()).Done);
    }

    [Theory, EveryDatabase]
    public async Task A_failing_receiver_is_tried_again_on_schedule_under_the_same_id_until_it_answers(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(503, "try later");

        await stage.RunAsync();
        Assert.Equal(0, (await stage.RunAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, (await stage.RunAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await stage.RunAsync()).Done);
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(200, "thanks");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await stage.RunAsync()).Done);

        Assert.Single(stage.Receiver.Received.Select(message => message.Headers["webhook-id"]).Distinct());
        Assert.Equal([503, 503, 200], (await stage.AttemptsAsync()).Select(attempt => attempt.StatusCode));
        Assert.Equal(["try later", "try later", "thanks"], (await stage.AttemptsAsync()).Select(attempt => attempt.ResponseExcerpt));
        Assert.Equal(DeliveryStatus.Delivered, (await stage.OnlyDeliveryAsync()).Status);
    }

    [Theory, EveryDatabase]
    public async Task After_ten_attempts_a_delivery_has_failed_and_the_ledger_says_so(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(500);

        for (var attempt = 0; attempt < 12; attempt++)
        {
            await stage.RunAsync();
            stage.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(10, stage.Receiver.Received.Count);
        var delivery = await stage.OnlyDeliveryAsync();
        Assert.Equal((DeliveryStatus.Failed, "receiver_error", 10), (delivery.Status, delivery.FailureCode, delivery.AttemptCount));
        Assert.Equal(["webhook_registered", "delivery_failed"], await stage.LedgerKindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_receiver_that_is_gone_is_switched_off_and_told_nothing_more(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (id, _) = await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(410);

        await stage.RunAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        await stage.RunAsync();

        Assert.Single(stage.Receiver.Received);
        Assert.Equal((DeliveryStatus.Failed, "endpoint_gone"), ((await stage.OnlyDeliveryAsync()).Status, (await stage.OnlyDeliveryAsync()).FailureCode));
        Assert.NotNull((await stage.Console.Get<WebhooksQuery>().FindAsync(id, default))!.DisabledAt);
        Assert.Equal(["webhook_registered", "webhook_disabled", "delivery_failed"], await stage.LedgerKindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_redirect_fails_and_nobody_follows_it(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(307, "", ("Location", $"{stage.Receiver.Url}elsewhere"));

        await stage.RunAsync();

        Assert.Single(stage.Receiver.Received);
        Assert.Equal("redirect_refused", (await stage.OnlyDeliveryAsync()).FailureCode);
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_never_make_the_same_attempt(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await using var second = await stage.StartSecondNodeAsync();
        await stage.RegisterAsync();
        for (var proposal = 0; proposal < 12; proposal++) await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());

        await Task.WhenAll(stage.RunAsync(), second.Get<DeliverJob>().RunOnceAsync(default), stage.RunAsync());

        Assert.All(await stage.Console.ReadAsync(db => db.Outbox.ToListAsync()), delivery => Assert.Equal(1, delivery.AttemptCount));
        Assert.Equal(12, (await stage.AttemptsAsync()).Count);
        Assert.Equal(12, stage.Receiver.Received.Count);
        Assert.Equal(12, stage.Receiver.Received.Select(message => message.Headers["webhook-id"]).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task What_was_sent_but_not_written_down_is_sent_again_under_the_same_id(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());

        // A process that dies here has sent it and told nobody.
        var claimed = await stage.Console.Get<OutboxClaims>().TakeAsync(default);
        await stage.Console.Get<WebhookSender>().SendAsync(claimed!, default);
        Assert.Equal(0, (await stage.RunAsync()).Done);
        stage.Clock.Advance(TimeSpan.FromSeconds(DeliveriesLimits.LeaseSeconds));
        Assert.Equal(1, (await stage.RunAsync()).Done);

        Assert.Equal(2, stage.Receiver.Received.Count);
        Assert.Single(stage.Receiver.Received.Select(message => message.Headers["webhook-id"]).Distinct());
        Assert.Equal((DeliveryStatus.Delivered, 2), ((await stage.OnlyDeliveryAsync()).Status, (await stage.OnlyDeliveryAsync()).AttemptCount));
        Assert.Equal(2, Assert.Single(await stage.AttemptsAsync()).Number);
    }

    [Theory, EveryDatabase]
    public async Task A_delivery_that_kills_the_process_each_time_is_given_up(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        for (var death = 0; death < RetrySchedule.AttemptsMax; death++)
        {
            Assert.NotNull(await stage.Console.Get<OutboxClaims>().TakeAsync(default));
            stage.Clock.Advance(TimeSpan.FromSeconds(DeliveriesLimits.LeaseSeconds));
        }

        await stage.RunAsync();

        Assert.Empty(stage.Receiver.Received);
        Assert.Equal("attempts_exhausted", (await stage.OnlyDeliveryAsync()).FailureCode);
    }

    [Theory, EveryDatabase]
    public async Task An_attempt_that_outlived_its_lease_does_not_overrule_who_took_over(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        var slow = await stage.Console.Get<OutboxClaims>().TakeAsync(default);
        stage.Clock.Advance(TimeSpan.FromSeconds(DeliveriesLimits.LeaseSeconds));
        await stage.RunAsync();

        await stage.Console.Get<AttemptRecorder>().RecordAsync(slow!, new(new AttemptOutcome.Refused("too_late"), stage.Clock.GetUtcNow(), TimeSpan.Zero), default);

        Assert.Equal(DeliveryStatus.Delivered, (await stage.OnlyDeliveryAsync()).Status);
        Assert.Equal([1, 2], (await stage.AttemptsAsync()).Select(attempt => attempt.Number));
    }

    [Theory, EveryDatabase]
    public async Task A_target_that_stalls_does_not_hold_up_the_others(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync($"{stage.Receiver.Url}slow");
        for (var proposal = 0; proposal < DeliveriesLimits.SendersMax * 2; proposal++)
            await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var (fast, _) = await stage.RegisterAsync($"{stage.Receiver.Url}fast");
        await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, fast), default);
        var stalls = new TaskCompletionSource();
        stage.Receiver.Answer = context => context.Request.Path == "/slow" ? stalls.Task : Task.CompletedTask;

        var run = stage.RunAsync();
        await Eventually.IsTrueAsync(() => stage.Receiver.Received.Any(message => message.Path == "/fast"), "the fast receiver hears of it");

        Assert.True(stage.Receiver.Received.Count(message => message.Path == "/slow") <= DeliveriesLimits.PerTargetMax);
        stalls.SetResult();
        Assert.Equal((DeliveriesLimits.SendersMax * 2) + 1, (await run).Done);
    }

    [Theory, EveryDatabase]
    public async Task A_process_that_is_told_to_end_gives_back_what_it_holds(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        using var end = new CancellationTokenSource();
        stage.Receiver.Answer = async context =>
        {
            await end.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Console.Get<DeliverJob>().RunOnceAsync(end.Token));
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(200);
        Assert.Equal(1, (await stage.RunAsync()).Done);

        Assert.Equal(DeliveryStatus.Delivered, (await stage.OnlyDeliveryAsync()).Status);
    }

    [Theory, EveryDatabase]
    public async Task An_answer_is_kept_as_text_that_every_database_takes_and_not_more_than_two_kilobytes(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        byte[] answer = [0x41, 0x00, 0xFF, 0xC3, .. Enumerable.Repeat((byte)'x', 5000)];
        stage.Receiver.Answer = async context => await context.Response.Body.WriteAsync(answer);

        await stage.RunAsync();

        var excerpt = Assert.Single(await stage.AttemptsAsync()).ResponseExcerpt!;
        Assert.StartsWith("A\uFFFD\uFFFD\uFFFDx", excerpt, StringComparison.Ordinal);
        Assert.Equal(DeliveriesLimits.ResponseShownBytesMax, excerpt.Length);
    }

    [Theory, EveryDatabase]
    public async Task Asked_to_come_back_later_it_comes_back_later(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(429, "", ("Retry-After", "3600"));

        await stage.RunAsync();

        Assert.Equal(stage.Clock.GetUtcNow().AddHours(1), (await stage.OnlyDeliveryAsync()).DueAt);
    }

    [Theory, EveryDatabase]
    public async Task An_address_that_turned_private_is_refused_and_the_attempt_says_why(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack("https://localhost/hook").Build());

        await stage.RunAsync();

        var attempt = Assert.Single(await stage.AttemptsAsync());
        Assert.Equal((null, "address_blocked"), (attempt.StatusCode, attempt.Fault));
        Assert.Contains("local network", attempt.FaultDetail!, StringComparison.Ordinal);
        Assert.Equal(DeliveryStatus.Failed, (await stage.OnlyDeliveryAsync()).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_removed_or_switched_off_endpoint_is_sent_nothing_that_still_waits(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (removed, _) = await stage.RegisterAsync();
        var (off, _) = await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, removed), default);
        await stage.Console.Get<ChangeWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, off, new(stage.Hook, "", []), IsDisabled: true), default);

        await stage.RunAsync();

        Assert.Empty(stage.Receiver.Received);
        Assert.Equal(["endpoint_disabled", "endpoint_removed"],
            (await stage.Console.ReadAsync(db => db.Outbox.Select(delivery => delivery.FailureCode).ToListAsync())).Order());
    }

    private static bool Verify(WebhookSecret secret, ReceivedMessage message, DeliveriesStage stage) => WebhookSignature.Verify(secret,
        new(message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"]), message.Body, stage.Clock.GetUtcNow());

    private static string? Text(JsonElement data, string member) => data.GetProperty(member).GetString();
}
