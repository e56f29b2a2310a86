using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Incidents.Tickets;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Incidents;

public sealed class TicketDeliveryTests
{
    [Theory, EveryDatabase]
    public async Task An_incident_becomes_a_ticket_in_jira_cloud_and_shows_where(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TargetAsync(TicketKind.JiraCloud);
        stage.System.Answer = TicketDouble.Jira(isCloud: true);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();

        Assert.Equal("1 sent: 1 delivered, 0 failed for good, 0 to be tried again.", (await stage.DeliverAsync()).Summary);

        var sent = Assert.Single(stage.System.Received);
        Assert.Equal(("POST", "/rest/api/3/issue", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(IncidentsStage.JiraSecret))), (sent.Method, sent.Path, sent.Headers["Authorization"]));
        var fields = JsonElement.Parse(sent.Body).GetProperty("fields");
        Assert.Equal(("High", "Bug"), (fields.GetProperty("priority").GetProperty("name").GetString(), fields.GetProperty("issuetype").GetProperty("name").GetString()));
        var ticket = Assert.Single((await stage.SheetAsync(id)).Tickets);
        Assert.Equal(("OPS-24", $"{stage.Base}/browse/OPS-24", DeliveryStatus.Delivered), (ticket.Ticket.Key, ticket.Ticket.Url, ticket.Delivery.Status));
        Assert.Equal(["delivery_succeeded", "ticket_filed"], (await stage.Console.WholeLedgerAsync()).TakeLast(2).Select(entry => entry.Kind));
        Assert.Null(Assert.Single(ticket.Attempts).ResponseExcerpt);
    }

    [Theory, EveryDatabase]
    public async Task Every_other_system_takes_its_own_shape(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        foreach (var kind in (TicketKind[])[TicketKind.JiraDataCenter, TicketKind.Github, TicketKind.Gitlab, TicketKind.Webhook]) await stage.TargetAsync(kind);
        stage.System.Answer = TicketDouble.Every(stage.Base);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();

        Assert.Equal("4 sent: 4 delivered, 0 failed for good, 0 to be tried again.", (await stage.DeliverAsync()).Summary);

        var tickets = (await stage.SheetAsync(id)).Tickets.ToDictionary(row => row.Ticket.Kind, row => (row.Ticket.Key, row.Ticket.Url));
        Assert.Equal(("OPS-24", $"{stage.Base}/browse/OPS-24"), tickets[TicketKind.JiraDataCenter]);
        Assert.Equal(("#7", $"{stage.Base}/acme/ops/issues/7"), tickets[TicketKind.Github]);
        Assert.Equal(("#3", $"{stage.Base}/acme/ops/-/issues/3"), tickets[TicketKind.Gitlab]);
        Assert.Equal(("T-1", null), tickets[TicketKind.Webhook]);
    }

    [Theory, EveryDatabase]
    public async Task An_unreachable_system_loses_nothing_and_is_tried_again_after_a_look(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TargetAsync(TicketKind.JiraCloud);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        stage.System.Answer = LoopbackReceiver.AnswerWith(503, "down");
        await stage.DeliverAsync();
        Assert.Equal((DeliveryStatus.Waiting, "receiver_error"), ((await stage.TicketDeliveryAsync()).Status, (await stage.TicketDeliveryAsync()).FailureCode));

        stage.System.Answer = TicketDouble.Jira(isCloud: true);
        stage.Console.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.DeliverAsync();

        Assert.Equal(["/rest/api/3/issue", "/rest/api/3/search/jql", "/rest/api/3/issue"], stage.System.Received.Select(message => message.Path));
        Assert.Equal($$"""{"jql":"project = \"OPS\" AND labels = \"{{TicketText.MarkerOf(id)}}\" ORDER BY created ASC","maxResults":1,"fields":["labels"]}""", stage.System.Received[1].Text);
        Assert.Equal("OPS-24", Assert.Single((await stage.SheetAsync(id)).Tickets).Ticket.Key);
    }

    [Theory, EveryDatabase]
    public async Task What_was_made_before_the_answer_was_lost_is_found_and_not_made_twice(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        foreach (var kind in (TicketKind[])[TicketKind.JiraCloud, TicketKind.Github, TicketKind.Gitlab]) await stage.TargetAsync(kind);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        stage.System.Answer = LoopbackReceiver.AnswerWith(502, "the answer is lost");
        await stage.DeliverAsync();

        stage.System.Answer = TicketDouble.Kept(id, stage.Base, JsonElement.Parse(stage.System.Received.Single(message => message.Path == "/repos/acme/ops/issues").Body).GetProperty("body").GetString()!);
        stage.Console.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.DeliverAsync();

        Assert.Equal(["GET /repos/acme/ops/issues", "GET /search/issues"],
            stage.System.Received.Select(message => $"{message.Method} {message.Path.Split('?')[0]}").Where(asked => asked is "GET /repos/acme/ops/issues" or "GET /search/issues"));
        Assert.Equal(3, stage.System.Received.Count(message => message.Method == "POST" && message.Path.EndsWith("issue", StringComparison.Ordinal) || message.Method == "POST" && message.Path.EndsWith("issues", StringComparison.Ordinal)));
        Assert.All((await stage.SheetAsync(id)).Tickets, row => Assert.True(row.Delivery.Status == DeliveryStatus.Delivered && row.Ticket.Key is "OPS-24" or "#7" or "#3", row.ToString()));
    }

    [Theory, EveryDatabase]
    public async Task A_refusal_fails_for_good_with_the_systems_own_reason(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TargetAsync(TicketKind.JiraCloud);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        stage.System.Answer = LoopbackReceiver.AnswerWith(400, """{"errorMessages":[],"errors":{"priority":"Specify a valid 'id' or 'name' for priority"}}""");

        await stage.DeliverAsync();

        var ticket = Assert.Single((await stage.SheetAsync(id)).Tickets);
        Assert.Equal((DeliveryStatus.Failed, "ticket_invalid"), (ticket.Delivery.Status, ticket.Delivery.FailureCode));
        Assert.Equal((400, "priority: Specify a valid 'id' or 'name' for priority"), (ticket.Attempts[0].StatusCode, ticket.Attempts[0].FaultDetail));
        Assert.Equal(0, (await stage.DeliverAsync()).Done);
    }

    [Theory]
    [InlineData(401, "", DeliveryStatus.Failed, "ticket_unauthorized")]
    [InlineData(403, "", DeliveryStatus.Failed, "ticket_forbidden")]
    [InlineData(403, "120", DeliveryStatus.Waiting, "receiver_refused")]
    [InlineData(404, "", DeliveryStatus.Failed, "ticket_not_found")]
    [InlineData(410, "", DeliveryStatus.Failed, "ticket_gone")]
    [InlineData(422, "", DeliveryStatus.Failed, "ticket_invalid")]
    [InlineData(429, "600", DeliveryStatus.Waiting, "receiver_busy")]
    [InlineData(500, "", DeliveryStatus.Waiting, "receiver_error")]
    [InlineData(302, "", DeliveryStatus.Failed, "redirect_refused")]
    public async Task Each_answer_leads_to_one_course(int status, string retryAfter, DeliveryStatus expected, string code)
    {
        await using var stage = await IncidentsStage.StartAsync(DatabaseProvider.Sqlite);
        await stage.TargetAsync(TicketKind.Github);
        await stage.TellRunAsync();
        await stage.ReportedAsync();
        stage.System.Answer = retryAfter.Length == 0 ? LoopbackReceiver.AnswerWith(status, "{}") : LoopbackReceiver.AnswerWith(status, "{}", ("Retry-After", retryAfter));

        await stage.DeliverAsync();

        var delivery = await stage.TicketDeliveryAsync();
        Assert.Equal((expected, code), (delivery.Status, delivery.FailureCode));
        if (retryAfter.Length > 0) Assert.True(delivery.DueAt >= stage.Console.Clock.GetUtcNow().AddSeconds(int.Parse(retryAfter, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("""{"message":"API rate limit exceeded for user ID 1."}""", "X-Other", "0", 0)]
    [InlineData("""{"message":"You have exceeded a secondary rate limit."}""", "X-Other", "0", 0)]
    [InlineData("{}", "X-RateLimit-Remaining", "0", 1_800)]
    public async Task A_limit_that_passes_is_no_refusal(string body, string header, string value, int resetsInSeconds)
    {
        await using var stage = await IncidentsStage.StartAsync(DatabaseProvider.Sqlite);
        await stage.TargetAsync(TicketKind.Github);
        await stage.TellRunAsync();
        await stage.ReportedAsync();
        var reset = stage.Console.Clock.GetUtcNow().AddSeconds(resetsInSeconds);
        stage.System.Answer = LoopbackReceiver.AnswerWith(403, body, (header, value), ("X-RateLimit-Reset", reset.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));

        await stage.DeliverAsync();

        var delivery = await stage.TicketDeliveryAsync();
        Assert.Equal((DeliveryStatus.Waiting, "receiver_refused"), (delivery.Status, delivery.FailureCode));
        Assert.True(delivery.DueAt >= DateTimeOffset.FromUnixTimeSeconds(reset.ToUnixTimeSeconds()));
    }

    [Theory, EveryDatabase]
    public async Task Without_its_secret_nothing_is_sent_and_the_page_says_which(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        var target = await stage.TargetAsync(TicketKind.Github, secret: "NOT_THERE");
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();

        await stage.DeliverAsync();

        Assert.Empty(stage.System.Received);
        var ticket = Assert.Single((await stage.SheetAsync(id)).Tickets);
        Assert.Equal(("ticket_secret_missing", "Nothing is configured as Tickets:Secrets:NOT_THERE."), (ticket.Delivery.FailureCode, ticket.Attempts[0].FaultDetail));
        var tested = Assert.IsType<TicketTargetOutcome.Tested>(await stage.Console.Get<TestTicketTargetHandler>().HandleAsync(IncidentsStage.Admin, target, default));
        Assert.Equal("ticket_secret_missing", tested.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_test_asks_and_makes_nothing(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        var target = await stage.TargetAsync(TicketKind.JiraCloud);
        var test = stage.Console.Get<TestTicketTargetHandler>();
        stage.System.Answer = TicketDouble.Jira(isCloud: true);

        Assert.True(Assert.IsType<TicketTargetOutcome.Tested>(await test.HandleAsync(IncidentsStage.Admin, target, default)).Fits);
        stage.System.Answer = LoopbackReceiver.AnswerWith(401, """{"message":"Bad credentials"}""");
        Assert.Equal(new TicketTargetOutcome.Tested(401, "ticket_unauthorized", "Bad credentials"), await test.HandleAsync(IncidentsStage.Admin, target, default));
        Assert.Equal(new TicketTargetOutcome.RoleMissing(Permission.ManageTicketTargets), await test.HandleAsync(IncidentsStage.Oncall, target, default));

        Assert.All(stage.System.Received, message => Assert.Equal(("GET", "/rest/api/3/project/OPS"), (message.Method, message.Path)));
        Assert.Equal(["ticket_target_added", "ticket_target_tested", "ticket_target_tested"], (await stage.Console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("ticket", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task A_target_on_an_address_that_may_not_be_reached_is_refused(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        var save = stage.Console.Get<SaveTicketTargetHandler>();

        foreach (var address in (string[])["http://127.0.0.1:1", "https://10.0.0.1", "https://user:pw@example.com", "file:///etc/passwd", "https://localhost", "https://example.com/x?y=1"])
            Assert.Contains(Assert.IsType<TicketTargetOutcome.Malformed>(await save.HandleAsync(new(IncidentsStage.Admin, null, Form(address)), default)).Faults, fault => fault.Pointer == "/base_url");
        Assert.IsType<TicketTargetOutcome.RoleMissing>(await save.HandleAsync(new(IncidentsStage.Oncall, null, Form("https://api.github.com")), default));

        static TicketTargetForm Form(string address) => new("ops", TicketKind.Github, address, "acme/ops", "OPS", [], "", new Dictionary<Domain.Incidents.IncidentSeverity, string>(), null, false);
    }

    [Theory, EveryDatabase]
    public async Task Registered_webhooks_that_want_it_hear_of_an_incident(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(IncidentsStage.Admin, new(stage.Base + "/all", "", ["incident.opened"])), default);
        await stage.Console.Get<RegisterWebhookHandler>().HandleAsync(new(IncidentsStage.Admin, new(stage.Base + "/decisions", "", [])), default);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();

        await stage.DeliverAsync();

        var message = Assert.Single(stage.System.Received);
        var body = JsonElement.Parse(message.Body);
        Assert.Equal(("/all", "incident.opened", id.ToString()), (message.Path, body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("id").GetString()));
        Assert.Equal("https://console.example.com/incident?id=" + id, body.GetProperty("data").GetProperty("link").GetString());
    }
}
