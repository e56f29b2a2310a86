using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Deliveries;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class NoticeTests
{
    private const string PublicUrl = "https://console.example.com";

    [Theory, EveryDatabase]
    public async Task A_webhook_that_asked_for_it_hears_when_people_are_asked_reminded_and_asked_besides(DatabaseProvider provider)
    {
        await using var receiver = await LoopbackReceiver.StartAsync();
        await using var console = await StartAsync(provider, receiver, smtp: null);
        await RegisterAsync(console, $"{receiver.Url}reviews", EventType.ReviewRequested, EventType.ReviewReminder, EventType.ReviewEscalated);
        await RegisterAsync(console, $"{receiver.Url}decisions");

        var proposal = await console.ProposedAsync("key-1", lifetimeSeconds: 1000);
        foreach (var _ in Enumerable.Range(0, 3)) await PassAsync(console, 300);
        await console.Get<DeliverJob>().RunOnceAsync(default);

        Assert.All(receiver.Received, message => Assert.Equal("/reviews", message.Path));
        var told = receiver.Received.Select(message => JsonElement.Parse(message.Text)).ToList();
        Assert.Equal(["review.escalated", "review.reminder", "review.reminder", "review.requested"],
            told.Select(message => message.GetProperty("type").GetString()).Order(StringComparer.Ordinal));
        Assert.All(told, message => Assert.Equal($"{PublicUrl}/review/{proposal.Id}", message.GetProperty("data").GetProperty("link").GetString()));
        Assert.All(receiver.Received, message => Assert.DoesNotContain("W-1", message.Text, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task What_needs_nobody_tells_nobody(DatabaseProvider provider)
    {
        await using var receiver = await LoopbackReceiver.StartAsync();
        await using var console = await StartAsync(provider, receiver, smtp: null);
        await RegisterAsync(console, receiver.Url.ToString(), EventType.ReviewRequested);

        await console.ProposeAsync("key-1", tool: "not.there");
        await console.ProposeAsync("key-2", caller: A.AgentCaller("nobody"));

        Assert.Equal(0, await console.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Those_who_are_asked_and_want_mail_get_it_and_these_are_its_bytes(DatabaseProvider provider)
    {
        await using var smtp = SmtpDouble.Start();
        await using var console = await StartAsync(provider, receiver: null, smtp, options => (options.User, options.Password) = ("console", "secret"));
        await WantsAsync(console, await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer), ReviewMail.All);
        await WantsAsync(console, await NudgeHandlerTests.PersonAsync(console, "high@example.com", Role.Reviewer), ReviewMail.HighRisk);
        await WantsAsync(console, await NudgeHandlerTests.PersonAsync(console, "fin@example.com", Role.Finance), ReviewMail.All);
        await NudgeHandlerTests.PersonAsync(console, "off@example.com", Role.Reviewer);

        var proposal = await console.ProposedAsync("key-1");
        await console.Get<DeliverJob>().RunOnceAsync(default);

        var delivery = await console.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync());
        Assert.Equal((DeliveryStatus.Delivered, "e-mail"), (delivery.Status, delivery.Url));
        Assert.Equal(250, (await console.ReadAsync(db => db.DeliveryAttempts.AsNoTracking().SingleAsync())).StatusCode);
        await Eventually.IsTrueAsync(() => smtp.Conversations.Count == 1, "the conversation ends");
        var letter = Encoding.ASCII.GetString(new ReviewLetter(new(EventType.ReviewRequested, proposal, new(PublicUrl)), "console@example.com", "ana@example.com", delivery.Id).ToBytes(delivery.CreatedAt));
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0console\0secret"));
        Assert.Equal($"EHLO example.com\r\nAUTH PLAIN {auth}\r\nMAIL FROM:<console@example.com>\r\nRCPT TO:<ana@example.com>\r\nDATA\r\n{letter}.\r\nQUIT\r\n", smtp.Conversations[0]);
    }

    [Theory, EveryDatabase]
    public async Task Only_who_is_asked_besides_hears_of_an_escalation(DatabaseProvider provider)
    {
        await using var smtp = SmtpDouble.Start();
        await using var console = await StartAsync(provider, receiver: null, smtp);
        var ana = await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer);
        var dri = await NudgeHandlerTests.PersonAsync(console, "dri@example.com", Role.Dri);
        await WantsAsync(console, ana, ReviewMail.All);
        await WantsAsync(console, dri, ReviewMail.All);
        await console.ProposedAsync("key-1", lifetimeSeconds: 1000);
        await PassAsync(console, 500);
        await PassAsync(console, 250);
        await PassAsync(console, 150);

        var told = await console.ReadAsync(db => db.Outbox.AsNoTracking().OrderBy(row => row.CreatedAt).Select(row => new { row.EventType, row.PersonId }).ToListAsync());
        Assert.Equal(["review.requested", "review.reminder"], told.Where(row => row.PersonId == ana.Id.Value).Select(row => row.EventType).Take(2));
        Assert.Equal(["review.escalated", "review.reminder"], told.Where(row => row.PersonId == dri.Id.Value).Select(row => row.EventType));
        Assert.DoesNotContain(told, row => row.PersonId == ana.Id.Value && row.EventType == "review.escalated");
    }

    [Theory, EveryDatabase]
    public async Task A_server_that_asks_to_wait_is_tried_again_and_one_that_refuses_is_not(DatabaseProvider provider)
    {
        await using var smtp = SmtpDouble.Start();
        await using var console = await StartAsync(provider, receiver: null, smtp);
        await WantsAsync(console, await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer), ReviewMail.All);
        await console.ProposedAsync("key-1");

        smtp.Replies["RCPT"] = "451 try later";
        await console.Get<DeliverJob>().RunOnceAsync(default);
        Assert.Equal((DeliveryStatus.Waiting, "mail_deferred"), await StateAsync(console));
        smtp.Replies["GREETING"] = "421 closing";
        await PassAsync(console, 10);
        Assert.Equal((DeliveryStatus.Waiting, "unreachable"), await StateAsync(console));
        smtp.Replies["GREETING"] = "220 ready";
        smtp.Replies["RCPT"] = "550 no such person";
        await PassAsync(console, 400);
        Assert.Equal((DeliveryStatus.Failed, "mail_refused"), await StateAsync(console));

        Assert.Equal([451, null, 550], await console.ReadAsync(db => db.DeliveryAttempts.OrderBy(row => row.Number).Select(row => row.StatusCode).ToListAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_server_without_tls_is_told_neither_password_nor_message(DatabaseProvider provider)
    {
        await using var smtp = SmtpDouble.Start();
        await using var console = await StartAsync(provider, receiver: null, smtp, options => (options.Security, options.User, options.Password) = (MailSecurity.StartTls, "console", "secret"));
        await WantsAsync(console, await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer), ReviewMail.All);
        await console.ProposedAsync("key-1");

        await console.Get<DeliverJob>().RunOnceAsync(default);

        Assert.Equal((DeliveryStatus.Waiting, "unreachable"), await StateAsync(console));
        await Eventually.IsTrueAsync(() => smtp.Conversations.Count == 1, "the conversation ends");
        Assert.Equal("EHLO example.com\r\nSTARTTLS\r\n", smtp.Conversations[0]);
    }

    [Theory, EveryDatabase]
    public async Task What_was_decided_meanwhile_or_is_wanted_no_more_is_not_sent(DatabaseProvider provider)
    {
        await using var smtp = SmtpDouble.Start();
        await using var console = await StartAsync(provider, receiver: null, smtp);
        var ana = await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer);
        await WantsAsync(console, ana, ReviewMail.All);
        var proposal = await console.ProposedAsync("key-1");
        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Reject);
        await console.Get<DeliverJob>().RunOnceAsync(default);
        Assert.Equal((DeliveryStatus.Failed, "decided_meanwhile"), await StateAsync(console));

        console.Clock.Advance(TimeSpan.FromSeconds(1));
        await console.ProposedAsync("key-2", """{"order_id":"W-2","amount":1}""");
        await WantsAsync(console, ana, ReviewMail.Off);
        await console.Get<DeliverJob>().RunOnceAsync(default);

        Assert.Equal((DeliveryStatus.Failed, "mail_unwanted"), await StateAsync(console));
        Assert.Empty(smtp.Conversations);
    }

    [Theory]
    [InlineData("smtp.example.com", "console@example.com", MailSecurity.StartTls, "", PublicUrl, 0)]
    [InlineData("", "", MailSecurity.None, "user", "", 0)]
    [InlineData("127.0.0.1", "console@example.com", MailSecurity.None, "user", PublicUrl, 0)]
    [InlineData("smtp.example.com", "console@example.com", MailSecurity.None, "user", PublicUrl, 1)]
    [InlineData("smtp.example.com", "Console <console@example.com>", MailSecurity.Tls, "", PublicUrl, 1)]
    [InlineData("smtp example", "console@example.com", MailSecurity.Tls, "", "", 2)]
    public void Options_that_cannot_work_are_refused_at_start(string host, string from, MailSecurity security, string user, string publicUrl, int faults) =>
        Assert.Equal(faults, new MailOptions { Host = host, From = from, Security = security, User = user }.Faults(new(publicUrl)).Count());

    private static Task<TestConsole> StartAsync(DatabaseProvider provider, LoopbackReceiver? receiver, SmtpDouble? smtp, Action<MailOptions>? adjust = null)
    {
        var mail = new MailOptions();
        if (smtp is not null) (mail.Host, mail.Port, mail.From, mail.Security) = ("127.0.0.1", smtp.Port, "console@example.com", MailSecurity.None);
        adjust?.Invoke(mail);
        return HallwayConsole.StartAsync(provider, new DeliveriesOptions { PublicUrl = PublicUrl, WebhookHosts = receiver is null ? [] : [receiver.HostAndPort] }, mail);
    }

    private static async Task RegisterAsync(TestConsole console, string url, params string[] types) => Assert.IsType<WebhookOutcome.SecretShown>(
        await console.Get<RegisterWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, new(url, "", types)), default));

    private static Task WantsAsync(TestConsole console, Caller.Person person, ReviewMail choice) =>
        console.Get<ChooseReviewMailHandler>().HandleAsync(new(person, choice), default);

    private static async Task PassAsync(TestConsole console, int seconds)
    {
        console.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await console.Get<NudgeHandler>().HandleAsync(default);
        await console.Get<DeliverJob>().RunOnceAsync(default);
    }

    private static async Task<(DeliveryStatus, string?)> StateAsync(TestConsole console)
    {
        var last = await console.ReadAsync(db => db.Outbox.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).FirstAsync());
        return (last.Status, last.FailureCode);
    }
}
