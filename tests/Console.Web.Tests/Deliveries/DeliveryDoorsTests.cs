using System.Net;
using System.Net.Http.Json;
using System.Text;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Web.Tests.Deliveries;

public sealed class DeliveryDoorsTests(DeliveryDoorsTests.Shared shared) : IClassFixture<DeliveryDoorsTests.Shared>
{
    [Fact]
    public async Task Who_may_not_is_told_what_is_missing()
    {
        var (auditor, agent, stranger) = (await shared.Console.ClientAsync(Role.Auditor), await shared.Console.AgentAsync(), await shared.Console.ClientAsync());
        var webhook = new { url = $"{shared.Console.Receiver.Url}hook" };

        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/api/v1/webhooks")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/api/v1/deliveries")).StatusCode);
        foreach (var answer in new[]
        {
            await auditor.PostAsJsonAsync("/api/v1/webhooks", webhook),
            await auditor.PostAsJsonAsync("/api/v1/webhooks", new { agent = DeliveringConsole.Agent }),
            await auditor.PutAsJsonAsync($"/api/v1/webhooks/{SomeWebhook}", webhook),
            await auditor.PostAsync($"/api/v1/webhooks/{SomeWebhook}/test", null),
            await auditor.PostAsync($"/api/v1/deliveries/{SomeDelivery}/resend", null)
        })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "role_missing"), (answer.StatusCode, await answer.CodeAsync()));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync("/api/v1/deliveries")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/deliveries")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsJsonAsync("/api/v1/webhooks", webhook)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/deliveries?state=lost", 400)]
    [InlineData("GET", "/api/v1/deliveries?cursor=abc", 400)]
    [InlineData("GET", "/api/v1/deliveries?cursor=9223372036854775807-1", 400)]
    [InlineData("GET", "/api/v1/deliveries?limit=0", 400)]
    [InlineData("GET", "/api/v1/deliveries?limit=201", 400)]
    [InlineData("GET", "/api/v1/deliveries?search=%00", 400)]
    [InlineData("GET", "/api/v1/deliveries?search=%25_%5B", 200)]
    [InlineData("GET", "/api/v1/deliveries/dlv_nothing", 404)]
    [InlineData("GET", "/api/v1/deliveries/" + SomeDelivery, 404)]
    [InlineData("POST", "/api/v1/deliveries/" + SomeDelivery + "/resend", 404)]
    [InlineData("GET", "/api/v1/webhooks/" + SomeWebhook, 404)]
    [InlineData("DELETE", "/api/v1/webhooks/" + SomeWebhook, 404)]
    [InlineData("POST", "/api/v1/webhooks/" + SomeWebhook + "/rotate", 404)]
    [InlineData("POST", "/api/v1/webhooks/" + SomeWebhook + "/test", 404)]
    [InlineData("PUT", "/api/v1/webhooks/" + SomeWebhook, 404, """{"url":"https://example.com/hook"}""")]
    [InlineData("POST", "/api/v1/webhooks", 400, "{")]
    [InlineData("POST", "/api/v1/webhooks", 400, "[]")]
    [InlineData("POST", "/api/v1/webhooks", 400, "{}")]
    [InlineData("POST", "/api/v1/webhooks", 400, """{"url":1}""")]
    [InlineData("POST", "/api/v1/webhooks", 400, """{"url":"https://example.com/","event_types":"all"}""")]
    [InlineData("POST", "/api/v1/webhooks", 400, """{"url":"https://example.com/","event_types":["\ud800"]}""")]
    [InlineData("POST", "/api/v1/webhooks", 422, """{"url":"https://example.com/","event_types":["proposal.exploded"]}""")]
    [InlineData("POST", "/api/v1/webhooks", 400, """{"url":"https://example.com/","description":"a\u0000b"}""")]
    [InlineData("POST", "/api/v1/webhooks", 400, """{"agent":"no\u0000body"}""")]
    [InlineData("POST", "/api/v1/webhooks", 422, """{"url":"http://example.com/"}""")]
    [InlineData("POST", "/api/v1/webhooks", 422, """{"url":"https://127.0.0.1/"}""")]
    [InlineData("POST", "/api/v1/webhooks", 404, """{"agent":"nobody"}""")]
    public async Task Bad_input_is_answered_and_never_breaks(string method, string path, int status, string? body = null)
    {
        var client = await shared.Console.ClientAsync(Role.Admin);
        using var message = new HttpRequestMessage(new(method), path);
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, "application/json");

        Assert.Equal(status, (int)(await client.SendAsync(message)).StatusCode);
    }

    private const string SomeDelivery = "dlv_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f";
    private const string SomeWebhook = "wh_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f";

    /// <summary>One console for all of these: nothing that is refused leaves a trace in it.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal DeliveringConsole Console { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Console = await DeliveringConsole.StartAsync();

        public ValueTask DisposeAsync() => Console.DisposeAsync();
    }
}
