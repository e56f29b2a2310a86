using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Bench;

/// <summary>One client: an agent that proposes, an operator that decides, and the agent again that fetches its grant.</summary>
internal sealed class IntakeLoop : IDisposable
{
    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _agent;
    private readonly AuthenticationHeaderValue _operator;
    private readonly string _name;
    private int _count;

    public IntakeLoop(IntakeServer server, int number)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        _agent = new("Bearer", server.AgentKey);
        _operator = new("Bearer", server.OperatorToken);
        _name = $"{Guid.NewGuid():N}-{number}";
    }

    /// <summary>Only the first step: the proposal's id, where it was taken in.</summary>
    public async Task<string?> ProposeAsync()
    {
        using var proposed = await SendProposalAsync();
        return proposed?.RootElement.GetProperty("id").GetString();
    }

    public async Task<bool> OnceAsync()
    {
        using var proposed = await SendProposalAsync();
        if (proposed is null) return false;
        var id = proposed.RootElement.GetProperty("id").GetString();
        var digest = proposed.RootElement.GetProperty("digest").GetString();

        using var decided = await SendAsync(HttpMethod.Post, $"/api/v1/proposals/{id}/decisions", _operator,
            $$"""{"decision":"approve","digest":"{{digest}}"}""", null);
        if (decided is null) return false;

        using var fetched = await SendAsync(HttpMethod.Get, $"/api/v1/proposals/{id}", _agent, null, null);
        return fetched is not null && fetched.RootElement.TryGetProperty("grant", out _);
    }

    public void Dispose() => _http.Dispose();

    private Task<JsonDocument?> SendProposalAsync()
    {
        var call = _count++;
        return SendAsync(HttpMethod.Post, "/api/v1/proposals", _agent,
            $$"""{"tool":"billing.refund","args":{"order_id":"W-{{call}}","amount":"12.50","email":"a@example.com"},"run_id":"run-{{_name}}"}""", $"{_name}-{call}");
    }

    private async Task<JsonDocument?> SendAsync(HttpMethod method, string path, AuthenticationHeaderValue who, string? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = who;
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        return response.IsSuccessStatusCode ? await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync()) : null;
    }
}
