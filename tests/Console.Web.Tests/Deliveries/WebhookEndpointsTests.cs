using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Testing.Deliveries;
using Xunit;

namespace AgentConsole.Web.Tests.Deliveries;

public sealed class WebhookEndpointsTests : IAsyncLifetime
{
    private DeliveringConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await DeliveringConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task A_webhook_is_registered_tested_resent_rotated_switched_off_and_removed()
    {
        var client = await _console.ClientAsync(Role.Admin);
        var hook = $"{_console.Receiver.Url}hook";

        var created = await client.PostAsJsonAsync("/api/v1/webhooks", new { url = hook, description = "billing", event_types = new[] { "proposal.decided" } });
        var webhook = await created.JsonAsync();
        var id = webhook.Text("id");
        var secret = WebhookSecret.Parse(webhook.Text("secret"))!;
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/webhooks/{id}"), (created.StatusCode, created.Headers.Location?.ToString()));

        var tested = await client.PostAsync($"/api/v1/webhooks/{id}/test", null);
        var delivery = (await tested.JsonAsync()).Text("delivery")!;
        Assert.Equal(HttpStatusCode.Accepted, tested.StatusCode);
        Assert.True(Verifies(secret, await _console.Receiver.NextAsync()));
        await UntilDeliveredAsync(client, delivery, attempts: 1);

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync($"/api/v1/deliveries/{delivery}/resend", null)).StatusCode);
        Assert.Equal(delivery, (await _console.Receiver.NextAsync()).Headers["webhook-id"]);
        await UntilDeliveredAsync(client, delivery, attempts: 2);

        var rotated = await (await client.PostAsync($"/api/v1/webhooks/{id}/rotate", null)).JsonAsync();
        Assert.NotEqual(secret.Reveal(), rotated.Text("secret"));
        var changed = await (await client.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { url = hook, disabled = true })).JsonAsync();
        Assert.True(changed.GetProperty("disabled").GetBoolean());
        Assert.DoesNotContain("whsec_", await client.GetStringAsync("/api/v1/webhooks"), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await client.GetStringAsync($"/api/v1/webhooks/{id}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/webhooks/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/webhooks/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_decision_travels_to_the_callback_with_its_grant_signed_with_the_agents_secret()
    {
        var (agent, reviewer, admin) = (await _console.AgentAsync(), await _console.ClientAsync(Role.Reviewer), await _console.ClientAsync(Role.Admin));
        var issued = await (await admin.PostAsJsonAsync("/api/v1/webhooks", new { agent = DeliveringConsole.Agent })).JsonAsync();
        var secret = WebhookSecret.Parse(issued.Text("secret"))!;

        var proposal = await agent.ProposedAsync(Calling($"{_console.Receiver.Url}callback"));
        Assert.Equal("pending", proposal.Text("state"));
        Assert.Empty(_console.Receiver.Received);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.DecideAsync(proposal, "approve")).StatusCode);

        var message = await _console.Receiver.NextAsync();
        Assert.True(Verifies(secret, message));
        var data = JsonElement.Parse(message.Text).GetProperty("data");
        Assert.Equal(("approve", "released", "run-7"), (data.Text("decision"), data.Text("state"), data.Text("run_id")));
        var redeem = new { grant = data.Text("grant"), args = new { order_id = "W-1", amount = 120.5 } };
        using var tool = await _console.ClientAsync();
        Assert.Equal(HttpStatusCode.OK, (await tool.PostAsJsonAsync("/api/v1/grants/redeem", redeem)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await tool.PostAsJsonAsync("/api/v1/grants/redeem", redeem)).StatusCode);
    }

    [Theory]
    [InlineData("http://10.0.0.1/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    public async Task A_callback_that_will_never_be_sent_to_is_refused_at_the_door(string url)
    {
        var agent = await _console.AgentAsync();

        var answer = await agent.ProposeAsync(Calling(url));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/callback/url", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task UntilDeliveredAsync(HttpClient client, string delivery, int attempts)
    {
        JsonElement read = default;
        for (var look = 0; look < 1000; look++)
        {
            read = await client.GetFromJsonAsync<JsonElement>($"/api/v1/deliveries/{delivery}");
            if (read.Text("state") == "delivered" && read.GetProperty("attempts").GetArrayLength() == attempts) return;
            await Task.Delay(10);
        }

        Assert.Fail($"Not delivered in {attempts} attempts: {read}");
    }

    private static string Calling(string url) => JsonSerializer.Serialize(new
    {
        tool = "billing.refund",
        args = new { order_id = "W-1", amount = 120.5 },
        run_id = "run-7",
        callback = new { type = "webhook", url }
    });

    private static bool Verifies(WebhookSecret secret, ReceivedMessage message) => WebhookSignature.Verify(secret,
        new(message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"]), message.Body, DateTimeOffset.UtcNow);
}
