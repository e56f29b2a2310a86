using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace AgentConsole.E2E.Fixtures;

/// <summary>An agent, or an operator's script, as it speaks to the console: plain HTTP with its bearer.</summary>
public sealed class AgentClient : IDisposable
{
    private readonly HttpClient _http;

    public AgentClient(Uri address, string bearer)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    }

    /// <summary>Proposes a refund; what the console answers once it is recorded.</summary>
    public async Task<JsonElement> ProposeRefundAsync(string order = "W-1", decimal amount = 120.50m, string? key = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals")
        {
            Content = JsonContent.Create(new
            {
                tool = "billing.refund",
                args = Arguments(order, amount),
                run_id = "run-7",
                rationale = "The customer was charged twice.",
                before = new { status = "paid", refunded = "0.00" },
                after = new { status = "refunded", refunded = "120.50" },
            }),
        };
        message.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var answer = await _http.SendAsync(message);
        Assert.Equal(201, (int)answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Proposes whatever else, with its arguments alone.</summary>
    public async Task<JsonElement> ProposeAsync(string tool, object args)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = JsonContent.Create(new { tool, args }) };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await _http.SendAsync(message);
        Assert.Equal(201, (int)answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits, as agents do, until somebody has decided.</summary>
    public Task<JsonElement> OutcomeAsync(JsonElement proposal) => _http.GetFromJsonAsync<JsonElement>($"{Of(proposal, "status_url")}?wait=60");

    public Task<JsonElement> ReadAsync(string id) => _http.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}");

    public async Task<int> RedeemAsync(JsonElement released, string order = "W-1", decimal amount = 120.50m)
    {
        using var anonymous = new HttpClient { BaseAddress = _http.BaseAddress };
        using var answer = await anonymous.PostAsJsonAsync("/api/v1/grants/redeem", new { grant = Of(released, "grant"), args = Arguments(order, amount) });
        return (int)answer.StatusCode;
    }

    /// <summary>Decides as an operator's script would; the status of the answer.</summary>
    public async Task<int> DecideAsync(JsonElement proposal, string decision, string? reasonCode = null)
    {
        using var answer = await _http.PostAsJsonAsync($"/api/v1/proposals/{Of(proposal, "id")}/decisions",
            new { decision, digest = Of(proposal, "digest"), reason_code = reasonCode });
        return (int)answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private static object Arguments(string order, decimal amount) => new { order_id = order, amount };

    private static string? Of(JsonElement json, string member) => json.GetProperty(member).GetString();
}
