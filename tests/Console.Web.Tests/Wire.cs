using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AgentConsole.Web.Tests;

/// <summary>The few calls that most wire tests make.</summary>
internal static class Wire
{
    public const string Refund = """{"tool":"billing.refund","args":{"order_id":"W-1","amount":120.5},"run_id":"run-7","rationale":"charged twice"}""";

    public static async Task<HttpResponseMessage> ProposeAsync(this HttpClient agent, string body, string? key = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return await agent.SendAsync(request);
    }

    /// <summary>The answer to a proposal that must have been recorded.</summary>
    public static async Task<JsonElement> ProposedAsync(this HttpClient agent, string body, string? key = null)
    {
        using var response = await agent.ProposeAsync(body, key);
        Assert.Equal(201, (int)response.StatusCode);
        return await response.JsonAsync();
    }

    public static Task<HttpResponseMessage> DecideAsync(this HttpClient reviewer, JsonElement proposal, string decision, object? more = null)
    {
        var body = new Dictionary<string, object?> { ["decision"] = decision, ["digest"] = proposal.Text("digest") };
        if (more is not null)
            foreach (var property in more.GetType().GetProperties()) body[property.Name] = property.GetValue(more);
        return reviewer.PostAsJsonAsync($"/api/v1/proposals/{proposal.Text("id")}/decisions", body);
    }

    public static async Task<JsonElement> GetFromAsync(this HttpClient client, Uri path) =>
        JsonElement.Parse(await client.GetStringAsync(path));

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    public static async Task<string?> CodeAsync(this HttpResponseMessage response) => (await response.JsonAsync()).Text("code");

    public static string? Text(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
