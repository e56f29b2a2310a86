using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Bench;

/// <summary>
/// The stop switch under load, on one node: clients of an agent that policy lets go propose, redeem and reserve as fast as they can while the switch is
/// thrown and lifted. Whatever was sent after the stop had answered and was still let go is a failure of the product.
/// </summary>
internal static class StopBench
{
    private const int Clients = 24;
    private const int RoundsFactor = 10;
    private const double TargetMilliseconds = 1_000;
    private static readonly TimeSpan Running = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Stopped = TimeSpan.FromMilliseconds(300);

    public static async Task<string> RunAsync(BenchOptions options)
    {
        await using var server = await IntakeServer.StartAsync();
        var acts = new ConcurrentQueue<Act>();
        using var ending = new CancellationTokenSource();
        var workers = Enumerable.Range(0, Clients).Select(number => Task.Run(() => WorkAsync(server, number, acts, ending.Token))).ToArray();
        using var security = Client(server, server.OperatorToken);

        var stops = new List<(long Asked, long Answered, long Lifted)>();
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        acts.Clear();
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < options.Rounds * RoundsFactor; round++)
        {
            await Task.Delay(Running);
            var asked = Stopwatch.GetTimestamp();
            await SayAsync(security, "/api/v1/agents/free/stop");
            var answered = Stopwatch.GetTimestamp();
            await Task.Delay(Stopped);
            var lifted = Stopwatch.GetTimestamp();
            await SayAsync(security, "/api/v1/agents/free/resume");
            stops.Add((asked, answered, lifted));
        }

        var took = watch.Elapsed;
        await ending.CancelAsync();
        await Task.WhenAll(workers);

        // What was answered after the lifting began may have come through after it, as it should.
        var past = stops.Sum(stop => acts.Count(act => act.IsLetGo && act.Sent > stop.Answered && act.Answered < stop.Lifted));
        var refused = stops.Sum(stop => acts.Count(act => !act.IsLetGo && act.Sent > stop.Answered && act.Answered < stop.Lifted));
        var times = stops.Select(stop => Stopwatch.GetElapsedTime(stop.Asked, stop.Answered).TotalMilliseconds).Order().ToList();
        return JsonSerializer.Serialize(new
        {
            bench = "stop",
            let_go_after_the_answer = past,
            refused_after_the_answer = refused,
            stop_p50_ms = Math.Round(times[times.Count / 2], 1),
            stop_p99_ms = Math.Round(times[(int)((times.Count - 1) * 0.99)], 1),
            ratio_to_target = Math.Round(times[(int)((times.Count - 1) * 0.99)] / TargetMilliseconds, 3),
            acts_per_second = Math.Round(acts.Count / took.TotalSeconds, 0),
            let_go = acts.Count(act => act.IsLetGo),
            by_kind = acts.Where(act => act.IsLetGo).GroupBy(act => act.Kind).ToDictionary(group => group.Key, group => group.Count()),
            setup = new { nodes = 1, stops = stops.Count, clients = Clients, database = "sqlite, WAL, synchronous=FULL", policies = IntakeServer.Policies, processors = Environment.ProcessorCount },
        });
    }

    private static async Task WorkAsync(IntakeServer server, int number, ConcurrentQueue<Act> acts, CancellationToken ending)
    {
        using var http = Client(server, server.FreeAgentKey);
        for (var call = 0; !ending.IsCancellationRequested; call++)
        {
            var arguments = $$"""{"order_id":"W-{{number}}-{{call}}","amount":"12.50","email":"a@example.com"}""";
            var name = $"{number}-{call}";
            var grant = await ActAsync("propose", "/api/v1/proposals", $$"""{"tool":"billing.refund","args":{{arguments}},"run_id":"run-{{number}}"}""", name,
                answer => answer.TryGetProperty("grant", out var given) ? given.GetString() : null);
            if (grant is not null)
                await ActAsync("redeem", "/api/v1/grants/redeem", $$"""{"grant":"{{grant}}","args":{{arguments}}}""", null, _ => "yes");
            if (call % 3 == 0)
                await ActAsync("reserve", $"/api/v1/runs/run-{number}/reservations", """{"estimate":{"amount":"0.000001","currency":"USD"}}""", "reserve-" + name, _ => "yes");
        }

        async Task<string?> ActAsync(string kind, string path, string body, string? key, Func<JsonElement, string?> letGo)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            var sent = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, CancellationToken.None);
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(CancellationToken.None), cancellationToken: CancellationToken.None);
            var result = response.IsSuccessStatusCode ? letGo(answer.RootElement) : null;
            acts.Enqueue(new(kind, sent, Stopwatch.GetTimestamp(), result is not null));
            return result;
        }
    }

    private static HttpClient Client(IntakeServer server, string secret)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return http;
    }

    private static async Task SayAsync(HttpClient http, string path)
    {
        using var content = new StringContent("""{"reason":"bench"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Act(string Kind, long Sent, long Answered, bool IsLetGo);
}
