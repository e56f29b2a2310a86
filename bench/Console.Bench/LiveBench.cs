using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Testing;

namespace AgentConsole.Bench;

/// <summary>How long after the agent's answer reviewers' connections hear of a new proposal: 20 connections to the hub, 10 proposals a second.</summary>
internal static class LiveBench
{
    private const int Listeners = 20;
    private const int PerSecond = 10;
    private const double TargetMilliseconds = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<string> RunAsync(BenchOptions options)
    {
        await using var server = await IntakeServer.StartAsync();
        var heard = new ConcurrentDictionary<(int Listener, string Id), long>();
        var listeners = new List<HubListener>();
        for (var number = 0; number < Listeners; number++)
        {
            var listener = number;
            listeners.Add(await HubListener.OpenAsync(server.Address, server.OperatorToken, (target, arguments) =>
            {
                if (target == "proposalChanged") heard.TryAdd((listener, arguments[0].GetProperty("id").GetString()!), Stopwatch.GetTimestamp());
            }));
        }

        using var agent = new IntakeLoop(server, 0);
        var answered = new Dictionary<string, long>();
        var seconds = options.Seconds * options.Rounds;
        var (watch, processor) = (Stopwatch.StartNew(), server.ProcessorTime);
        for (var count = 0; count < seconds * PerSecond; count++)
        {
            if (await agent.ProposeAsync() is { } id) answered[id] = Stopwatch.GetTimestamp();
            var next = TimeSpan.FromSeconds((count + 1.0) / PerSecond);
            if (next > watch.Elapsed) await Task.Delay(next - watch.Elapsed);
        }

        var (took, used) = (watch.Elapsed, server.ProcessorTime - processor);
        await Task.Delay(Patience);
        foreach (var listener in listeners) await listener.DisposeAsync();

        // Heard before the answer arrived is heard at once.
        var waits = answered.SelectMany(one => Enumerable.Range(0, Listeners).Where(listener => heard.ContainsKey((listener, one.Key)))
            .Select(listener => Math.Max(0, Stopwatch.GetElapsedTime(one.Value, heard[(listener, one.Key)]).TotalMilliseconds))).Order().ToList();
        return JsonSerializer.Serialize(new
        {
            bench = "live",
            p50_ms = Math.Round(waits[waits.Count / 2], 1),
            p95_ms = Math.Round(waits[(int)(waits.Count * 0.95)], 1),
            max_ms = Math.Round(waits[^1], 1),
            missed = (answered.Count * Listeners) - waits.Count,
            ratio_to_target = Math.Round(waits[(int)(waits.Count * 0.95)] / TargetMilliseconds, 2),
            server_cores = Math.Round(used / took, 2),
            setup = new { listeners = Listeners, kind = "hub connections", per_second = PerSecond, proposals = answered.Count, processors = Environment.ProcessorCount },
        });
    }
}
