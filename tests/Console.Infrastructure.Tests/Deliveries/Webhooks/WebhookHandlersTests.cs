using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries.Webhooks;

public sealed class WebhookHandlersTests
{
    [Theory, EveryDatabase]
    public async Task A_secret_is_shown_once_and_lies_sealed(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);

        var (id, secret) = await stage.RegisterAsync();

        var kept = await stage.Console.ReadAsync(db => db.WebhookEndpoints.SingleAsync());
        Assert.DoesNotContain(secret.Reveal(), System.Text.Encoding.UTF8.GetString(kept.SealedSecret), StringComparison.Ordinal);
        var row = await stage.Console.Get<WebhooksQuery>().FindAsync(id, default);
        Assert.Equal(stage.Hook, row!.Url);
        Assert.DoesNotContain("whsec_", row.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain((await stage.LedgerAsync()), entry => entry.Payload.Contains("hook", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task For_a_day_after_a_rotation_both_secrets_sign(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (id, old) = await stage.RegisterAsync();
        var fresh = Assert.IsType<WebhookOutcome.SecretShown>(
            await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default)).Secret;

        await TestAsync();
        stage.Clock.Advance(TimeSpan.FromHours(DeliveriesLimits.RotationHours));
        await TestAsync();

        Assert.Equal([true, true], [Signed(old, 0), Signed(fresh, 0)]);
        Assert.Equal([false, true], [Signed(old, 1), Signed(fresh, 1)]);
        Assert.Contains("webhook_secret_rotated", await stage.LedgerKindsAsync());

        async Task TestAsync()
        {
            await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default);
            await stage.RunAsync();
        }

        bool Signed(WebhookSecret secret, int index)
        {
            var message = stage.Receiver.Received[index];
            var headers = new WebhookHeaders(message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"]);
            var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers.Timestamp!));
            return WebhookSignature.Verify(secret, headers, message.Body, at);
        }
    }

    [Theory, EveryDatabase]
    public async Task An_endpoint_hears_only_what_it_asked_for(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync($"{stage.Receiver.Url}all");
        await stage.RegisterAsync($"{stage.Receiver.Url}decided", EventType.ProposalDecided);
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());

        await stage.RunAsync();

        Assert.Equal(["/all", "/decided"], stage.Receiver.Received.Select(message => message.Path).Order());
    }

    [Theory, EveryDatabase]
    public async Task A_change_takes_effect_and_every_step_is_in_the_ledger(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (id, _) = await stage.RegisterAsync();
        var change = stage.Console.Get<ChangeWebhookHandler>();

        await change.HandleAsync(new(DeliveriesStage.Operator, id, new($"{stage.Receiver.Url}new", "for billing", [EventType.ProposalDecided]), IsDisabled: true), default);
        var off = await stage.Console.Get<WebhooksQuery>().FindAsync(id, default);
        await change.HandleAsync(new(DeliveriesStage.Operator, id, new($"{stage.Receiver.Url}new", "for billing", []), IsDisabled: false), default);
        var on = await stage.Console.Get<WebhooksQuery>().FindAsync(id, default);
        await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default);

        Assert.Equal(($"{stage.Receiver.Url}new", "for billing", true), (off!.Url, off.Description, off.DisabledAt is not null));
        Assert.Null(on!.DisabledAt);
        Assert.Empty(on.EventTypes);
        Assert.Null(await stage.Console.Get<WebhooksQuery>().FindAsync(id, default));
        Assert.Equal(["webhook_registered", "webhook_changed", "webhook_changed", "webhook_removed"], await stage.LedgerKindsAsync());
    }

    [Theory]
    [InlineData("http://example.com/hook", "/url", "url_scheme")]
    [InlineData("https://10.0.0.1/hook", "/url", "address_blocked")]
    [InlineData("not a url", "/url", "url_malformed")]
    public async Task An_address_that_will_never_be_sent_to_is_refused_at_once(string url, string pointer, string code)
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite);

        var outcome = await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, new(url, "", [])), default);

        var fault = Assert.Single(Assert.IsType<WebhookOutcome.Malformed>(outcome).Faults);
        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
        Assert.Equal(code, stage.Console.Get<WebhookCallback>().Judge(url)?.Code);
    }

    [Fact]
    public async Task All_faults_of_a_form_are_told_at_once()
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite);

        var outcome = await stage.Console.Get<RegisterWebhookHandler>()
            .HandleAsync(new(DeliveriesStage.Operator, new("x", new string('d', 201), ["proposal.exploded"])), default);

        Assert.Equal(["/url", "/description", "/event_types"], Assert.IsType<WebhookOutcome.Malformed>(outcome).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public async Task There_is_a_bound_to_how_many_endpoints_are_kept()
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite);
        for (var endpoint = 0; endpoint < DeliveriesLimits.EndpointsMax; endpoint++) await stage.RegisterAsync();

        Assert.IsType<WebhookOutcome.TooMany>(await stage.Console.Get<RegisterWebhookHandler>()
            .HandleAsync(new(DeliveriesStage.Operator, new(stage.Hook, "", [])), default));
    }

    [Theory, EveryDatabase]
    public async Task Who_lacks_the_right_changes_nothing(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (id, _) = await stage.RegisterAsync();
        var before = await stage.LedgerKindsAsync();

        foreach (var caller in new Caller[] { A.Reviewer(), A.Person("Aud", Role.Auditor), A.AgentCaller() })
        {
            WebhookOutcome[] outcomes =
            [
                await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(caller, new(stage.Hook, "", [])), default),
                await stage.Console.Get<ChangeWebhookHandler>().HandleAsync(new(caller, id, new(stage.Hook, "", []), true), default),
                await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(caller, id), default),
                await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(caller, id), default),
                await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(caller, id), default)
            ];
            Assert.All(outcomes, outcome => Assert.Equal(new WebhookOutcome.RoleMissing(Permission.ManageDeliveries), outcome));
            Assert.Equal(new WebhookOutcome.RoleMissing(Permission.IssueAgentKeys),
                await stage.Console.Get<IssueCallbackSecretHandler>().HandleAsync(new(caller, "support-triage-v3"), default));
        }

        Assert.Equal(before, await stage.LedgerKindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task What_never_was_is_unknown(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var id = WebhookEndpointId.New(A.Moment);

        Assert.IsType<WebhookOutcome.Unknown>(await stage.Console.Get<ChangeWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id, new(stage.Hook, "", []), true), default));
        Assert.IsType<WebhookOutcome.Unknown>(await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default));
        Assert.IsType<WebhookOutcome.Unknown>(await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default));
        Assert.IsType<WebhookOutcome.Unknown>(await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default));
        Assert.IsType<WebhookOutcome.UnknownAgent>(await stage.Console.Get<IssueCallbackSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, "nobody"), default));
        Assert.IsType<WebhookOutcome.UnknownAgent>(await stage.Console.Get<IssueCallbackSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, "no\0body"), default));
        Assert.IsType<WebhookOutcome.Malformed>(await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, new(stage.Hook, "a\0b", [])), default));
    }

    [Theory, EveryDatabase]
    public async Task A_callback_is_signed_with_the_secret_that_its_agent_was_given(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.Console.AddAsync(A.Agent().Build());
        var issue = stage.Console.Get<IssueCallbackSecretHandler>();
        var shown = Assert.IsType<WebhookOutcome.SecretShown>(await issue.HandleAsync(new(DeliveriesStage.Operator, "support-triage-v3"), default));

        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        await stage.RunAsync();

        Assert.True(Verifies(shown.Secret, Assert.Single(stage.Receiver.Received), stage));
        Assert.Equal(new WebhookOutcome.HasSecret(shown.Id), await issue.HandleAsync(new(DeliveriesStage.Operator, "support-triage-v3"), default));
        Assert.IsType<WebhookOutcome.NoAddress>(await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, shown.Id), default));
    }

    [Theory, EveryDatabase]
    public async Task An_agent_that_nobody_gave_a_secret_gets_one_and_a_person_can_rotate_it(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        await stage.RunAsync();
        var kept = await stage.Console.ReadAsync(db => db.WebhookEndpoints.SingleAsync());

        var shown = Assert.IsType<WebhookOutcome.SecretShown>(
            await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, kept.Id), default));
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).CalledBack(stage.Hook).Build());
        await stage.RunAsync();

        Assert.Equal("support-triage-v3", kept.Agent);
        Assert.Equal(3, stage.Receiver.Received.Count);
        Assert.True(Verifies(shown.Secret, stage.Receiver.Received[2], stage));
        Assert.Single(await stage.LedgerKindsAsync(), kind => kind == "callback_secret_issued");
    }

    [Fact]
    public async Task A_dri_holds_the_callback_secrets_of_own_agents_only()
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite);
        await stage.Console.AddAsync(A.Agent().Build());
        var other = A.Person("Dora", Role.Dri);
        await stage.Console.AddAsync(new Person { Id = other.Id.Value, Email = "o@example.com", NormalizedEmail = "O@EXAMPLE.COM", DisplayName = "Dora", AddedAt = A.Moment });
        var issue = stage.Console.Get<IssueCallbackSecretHandler>();
        Assert.IsType<WebhookOutcome.NotYourAgent>(await issue.HandleAsync(new(other, "support-triage-v3"), default));

        var shown = Assert.IsType<WebhookOutcome.SecretShown>(await issue.HandleAsync(new(DeliveriesStage.Operator, "support-triage-v3"), default));

        Assert.IsType<WebhookOutcome.NotYourAgent>(await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(other, shown.Id), default));
        Assert.IsType<WebhookOutcome.NotYourAgent>(await stage.Console.Get<RemoveWebhookHandler>().HandleAsync(new(other, shown.Id), default));
    }

    [Fact]
    public async Task A_secret_is_sealed_while_nobody_holds_the_database()
    {
        await using var stage = await DeliveriesStage.StartAsync(DatabaseProvider.Sqlite, configure: services =>
            services.AddSingleton<IDataProtectionProvider, RenewingProtection>());
        await stage.Console.AddAsync(A.Agent().Build());

        var (id, _) = await stage.RegisterAsync();
        var rotated = await stage.Console.Get<RotateWebhookSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default);
        var issued = await stage.Console.Get<IssueCallbackSecretHandler>().HandleAsync(new(DeliveriesStage.Operator, "support-triage-v3"), default);
        var ensured = await stage.Console.Get<CallbackSecrets>().EnsureAsync("another", default);

        Assert.IsType<WebhookOutcome.SecretShown>(rotated);
        Assert.IsType<WebhookOutcome.SecretShown>(issued);
        Assert.Equal("another", ensured.Agent);
    }

    private static bool Verifies(WebhookSecret secret, ReceivedMessage message, DeliveriesStage stage) => WebhookSignature.Verify(secret,
        new(message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"]), message.Body, stage.Clock.GetUtcNow());
}
