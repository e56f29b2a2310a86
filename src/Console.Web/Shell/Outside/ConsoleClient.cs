using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentConsole.Web.Shell.Outside;

/// <summary>Talks to a console as everybody outside does: over HTTP, with one agent's key or one person's token.</summary>
/// <param name="bearer">Null for what needs none.</param>
internal sealed class ConsoleClient(HttpClient http, string? bearer)
{
    private const string Proposals = "/api/v1/proposals";
    private const string Incidents = "/api/v1/incidents";
    private const string Runs = "/api/v1/runs";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="body">JSON as the agent wrote it; nothing here reads or mends it.</param>
    public Task<ApiAnswer> ProposeAsync(string body, string idempotencyKey, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, Proposals, body, idempotencyKey, cancellation);

    /// <summary>Asks how a proposal stands, and waits a while for it to be decided.</summary>
    public Task<ApiAnswer> StateAsync(string id, int waitSeconds, CancellationToken cancellation) => SendAsync(
        HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{Proposals}/{id}?wait={waitSeconds}"), null, null, cancellation);

    public Task<ApiAnswer> WithdrawAsync(string id, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Proposals}/{id}/withdraw", null, null, cancellation);

    public Task<ApiAnswer> ReportAsync(string id, JsonObject report, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Proposals}/{id}/result", report.ToJsonString(Plain), null, cancellation);

    public Task<ApiAnswer> DecideAsync(string id, JsonObject decision, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Proposals}/{id}/decisions", decision.ToJsonString(Plain), null, cancellation);

    public Task<ApiAnswer> StartRunAsync(JsonObject run, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, Runs, run.ToJsonString(Plain), null, cancellation);

    public Task<ApiAnswer> ObserveAsync(string run, JsonObject observation, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Runs}/{Uri.EscapeDataString(run)}/observations", observation.ToJsonString(Plain), null, cancellation);

    public Task<ApiAnswer> EndRunAsync(string run, JsonObject end, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{Runs}/{Uri.EscapeDataString(run)}/end", end.ToJsonString(Plain), null, cancellation);

    public Task<ApiAnswer> TellAsync(JsonArray events, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "/api/v1/traces", events.ToJsonString(Plain), null, cancellation);

    /// <summary>Alerts about one agent that nobody looks into yet.</summary>
    public Task<ApiAnswer> OpenAlertsAsync(string agent, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"/api/v1/alerts?state=open&agent={Uri.EscapeDataString(agent)}", null, null, cancellation);

    /// <param name="verb">acknowledge, silence or resolve.</param>
    public Task<ApiAnswer> AnswerAlertAsync(string id, string verb, JsonObject? said, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/api/v1/alerts/{id}/{verb}", said?.ToJsonString(Plain), null, cancellation);
    /// <summary>The latest runs of an agent that failed.</summary>
    public Task<ApiAnswer> FailedRunsAsync(string agent, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"{Runs}?state=failed&agent={Uri.EscapeDataString(agent)}&limit=10", null, null, cancellation);

    public Task<ApiAnswer> ReportFailureAsync(JsonObject report, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, Incidents, report.ToJsonString(Plain), null, cancellation);

    /// <param name="what">Which part of it, such as <c>/notes</c>; empty for the incident itself.</param>
    public Task<ApiAnswer> ChangeIncidentAsync(HttpMethod method, string id, string what, JsonObject change, CancellationToken cancellation) =>
        SendAsync(method, $"{Incidents}/{id}{what}", change.ToJsonString(Plain), null, cancellation);

    /// <summary>Uses a grant up, as a tool's server does before it acts.</summary>
    public Task<ApiAnswer> RedeemAsync(string grant, JsonElement args, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "/api/v1/grants/redeem", $$"""{"grant":{{JsonSerializer.Serialize(grant)}},"args":{{args.GetRawText()}}}""", null, cancellation);

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string? idempotencyKey, CancellationToken cancellation)
    {
        using var outgoing = new HttpRequestMessage(method, path);
        if (bearer is not null) outgoing.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (idempotencyKey is not null) outgoing.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null) outgoing.Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
        using var answer = await http.SendAsync(outgoing, cancellation);
        return new((int)answer.StatusCode, await BodyOfAsync(answer, cancellation));
    }

    private static async Task<JsonElement> BodyOfAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not (MediaTypeNames.Application.Json or MediaTypeNames.Application.ProblemJson)) return default;
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), default, cancellation);
        return document.RootElement.Clone();
    }
}
