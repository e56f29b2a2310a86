using System.Text;
using System.Text.Json;
using AgentConsole.Testing.Deliveries;
using Microsoft.AspNetCore.Http;

namespace AgentConsole.Testing.Policies;

/// <summary>A server on a loopback port that answers as an OPA with the recorded policies did, unless a test says otherwise.</summary>
public sealed class OpaDouble : IAsyncDisposable
{
    private readonly LoopbackReceiver _receiver;
    private int _answered;

    private OpaDouble(LoopbackReceiver receiver)
    {
        _receiver = receiver;
        _receiver.Answer = AnswerAsync;
    }

    /// <summary>What it was asked.</summary>
    public IReadOnlyList<ReceivedMessage> Asked => _receiver.Received;

    public string Url => _receiver.Url.ToString().TrimEnd('/');

    /// <summary>Answers instead; null: as recorded.</summary>
    public RequestDelegate? Instead { get; set; }

    public static async Task<OpaDouble> StartAsync() => new(await LoopbackReceiver.StartAsync());

    /// <summary>One result for whatever is asked, as OPA would wrap it.</summary>
    public static RequestDelegate Saying(string result) => LoopbackReceiver.AnswerWith(StatusCodes.Status200OK,
        OpaAnswers.Success(OpaAnswers.RecordedId, OpaAnswers.Provenance, $"\"result\":{result}"), ("Content-Type", "application/json"));

    /// <summary>The input of one of the calls.</summary>
    public JsonElement InputOf(int call) => JsonElement.Parse(Asked[call].Text).GetProperty("input");

    public Task<ReceivedMessage> NextAsync() => _receiver.NextAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        var (status, body) = Recorded(context.Request, _receiver.Received[^1].Text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    private (int Status, string Body) Recorded(HttpRequest request, string body)
    {
        if (request.Method == "PUT") return (StatusCodes.Status400BadRequest, OpaAnswers.Failure(OpaAnswers.Unsafe));
        if (body == "{bad") return (StatusCodes.Status400BadRequest, OpaAnswers.Failure(OpaAnswers.Malformed));
        var root = body.Length == 0 ? JsonElement.Parse("{}") : JsonElement.Parse(body);
        if (request.Path.StartsWithSegments("/v0", StringComparison.Ordinal)) return (StatusCodes.Status200OK, ResultOf(root)["\"result\":".Length..] + "\n");
        if (request.Path == "/v1/data/agentconsole/conflict/result") return (StatusCodes.Status500InternalServerError, OpaAnswers.Failure(OpaAnswers.Conflict));

        var id = Interlocked.Increment(ref _answered) == 1 ? OpaAnswers.RecordedId : Guid.NewGuid().ToString();
        List<string> members = [];
        if (request.Query["provenance"] == "true") members.Add(OpaAnswers.Provenance);
        if (request.Query["metrics"] == "true") members.Add(OpaAnswers.Metrics);
        if (request.Path == OpaAnswers.Path) members.Add(root.TryGetProperty("input", out var input) ? ResultOf(input) : OpaAnswers.DefaultDeny);
        if (!root.TryGetProperty("input", out _)) members.Add(OpaAnswers.InputMissing);
        return (StatusCodes.Status200OK, OpaAnswers.Success(id, [.. members]));
    }

    // The recorded Rego, line by line.
    private static string ResultOf(JsonElement input)
    {
        var proposal = input.GetProperty("proposal");
        var effect = proposal.GetProperty("effect").GetString();
        if (effect == "read") return OpaAnswers.ReadOnly;
        if (effect != "write" || proposal.GetProperty("tool").GetString() != "refund.create") return OpaAnswers.DefaultDeny;
        return proposal.GetProperty("args").GetProperty("amount").GetDecimal() > 50 ? OpaAnswers.RefundOver50 : OpaAnswers.SmallRefund;
    }
}
