using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>Plays one scene through as its agent would: propose, wait, act with the grant, tell how it went.</summary>
/// <param name="reviewer">The shift before, for scenes that it has settled.</param>
/// <param name="shown">By tool, the fields of its target that a reviewer is shown.</param>
internal sealed class DemoAgent(
    ConsoleClient console, ConsoleClient reviewer, HttpClient target, IReadOnlyDictionary<string, IReadOnlyList<string>> shown, TimeProvider clock)
{
    private const int WaitSeconds = 20;
    private const string HandedOver = "handed_over";
    private static readonly TimeSpan FrozenPause = TimeSpan.FromSeconds(5);

    public async Task PlayAsync(DemoScene scene, int number, CancellationToken cancellation)
    {
        if (scene.StartOf(number) is { } start)
        {
            await console.StartRunAsync(start, cancellation);
            foreach (var reading in scene.ReadingsOf(number)) await console.ObserveAsync(scene.RunOf(number), reading, cancellation);
        }

        var body = scene.BodyOf(number, new Uri(target.BaseAddress!, "/hooks/decisions").AbsoluteUri);
        body["after"] ??= await ForecastAsync(scene.Tool, body["args"]!, cancellation);
        var answer = await console.ProposeAsync(body.ToJsonString(), string.Create(CultureInfo.InvariantCulture, $"demo-{number}"), cancellation);
        var outcome = await ActedAsync(scene, answer, body, cancellation);
        await console.EndRunAsync(scene.RunOf(number), new() { ["outcome"] = outcome }, cancellation);
    }

    // In the words of a run's end.
    private async Task<string> ActedAsync(DemoScene scene, ApiAnswer answer, JsonObject body, CancellationToken cancellation)
    {
        // What the console refuses to take in needs nothing more: the refusal is the point of the scene.
        if (!answer.IsSuccess || answer.Text("id") is not { } id) return HandedOver;

        if (scene.Decided is not null && answer.Text("state") == "pending") await DecideAsync(scene, answer, cancellation);
        answer = await SettledAsync(scene, id, answer, cancellation);
        if (answer.Text("grant") is not { } grant) return HandedOver;

        // After an edit, what was approved is what the answer says, not what was asked for.
        var args = answer.Member("args")?.GetRawText() ?? body["args"]!.ToJsonString();
        var done = await ActAsync(scene.Tool, grant, args, cancellation);
        await console.ReportAsync(id, done, cancellation);
        return (string?)done["status"] == "succeeded" ? "resolved" : "failed";
    }

    private Task<ApiAnswer> DecideAsync(DemoScene scene, ApiAnswer proposed, CancellationToken cancellation)
    {
        var decision = new JsonObject { ["decision"] = scene.Decided, ["digest"] = proposed.Text("digest") };
        if (scene.ReasonCode is { } reason) decision["reason_code"] = reason;
        if (scene.Note is { } note) decision["note"] = note;
        return reviewer.DecideAsync(proposed.Text("id")!, decision, cancellation);
    }

    /// <summary>Waits until somebody has decided; takes the proposal back when the agent's patience is over.</summary>
    private async Task<ApiAnswer> SettledAsync(DemoScene scene, string id, ApiAnswer answer, CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (answer.Text("state") is "pending" or "holding" or "frozen")
        {
            var left = scene.WithdrawAfterS - (int)clock.GetElapsedTime(since).TotalSeconds;
            if (left <= 0) return await console.WithdrawAsync(id, cancellation);
            if (answer.Text("state") == "frozen") await Task.Delay(FrozenPause, clock, cancellation);
            answer = await console.StateAsync(id, Math.Min(left, WaitSeconds), cancellation);
        }

        return answer;
    }

    /// <summary>What the agent says will come of it; nothing where its target cannot tell.</summary>
    private async Task<JsonObject?> ForecastAsync(string tool, JsonNode args, CancellationToken cancellation)
    {
        if (!shown.TryGetValue(tool, out var fields)) return null;
        using var asked = Json(args.ToJsonString());
        using var said = await target.PostAsync(new Uri("/trials/" + tool, UriKind.Relative), asked, cancellation);
        if (!said.IsSuccessStatusCode) return null;
        var state = JsonNode.Parse(await said.Content.ReadAsStringAsync(cancellation))!.AsObject();
        return new(fields.Select(field => KeyValuePair.Create(field, state[field]?.DeepClone())));
    }

    private async Task<JsonObject> ActAsync(string tool, string grant, string args, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var outgoing = new HttpRequestMessage(HttpMethod.Post, "/tools/" + tool);
        outgoing.Headers.Add(DemoTarget.GrantHeader, grant);
        outgoing.Content = Json(args);
        using var done = await target.SendAsync(outgoing, cancellation);
        var said = JsonNode.Parse(await done.Content.ReadAsStringAsync(cancellation));
        return new JsonObject
        {
            ["status"] = done.IsSuccessStatusCode ? "succeeded" : "failed",
            [done.IsSuccessStatusCode ? "output" : "error"] = said,
            ["latency_ms"] = (int)clock.GetElapsedTime(started).TotalMilliseconds,
        };
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, MediaTypeNames.Application.Json);
}
