using System.Diagnostics;
using System.Text.Json;

namespace AgentConsole.Bench;

/// <summary>
/// A closed loop over HTTP on loopback: propose, decide as an operator, fetch the grant; a server process of its own on
/// SQLite with synchronous=FULL, so every acknowledged step is on disk.
/// </summary>
internal static class IntakeBench
{
    /// <summary>What an open-source approval server reached at 32 clients in the same set-up; measured elsewhere.</summary>
    private const double YardstickLoopsPerSecond = 300;

    private static readonly int[] ClientCounts = [1, 8, 32];

    public static async Task<string> RunAsync(BenchOptions options)
    {
        await using var server = await IntakeServer.StartAsync();
        // Long enough for the compiler to have settled: a server that started a second ago is not what is measured.
        await LoopAsync(server, 32, TimeSpan.FromSeconds(options.Seconds * 4));

        var measured = ClientCounts.ToDictionary(count => count, _ => new List<LoopFigures>());
        for (var round = 0; round < options.Rounds; round++)
            foreach (var clients in ClientCounts) measured[clients].Add(await LoopAsync(server, clients, TimeSpan.FromSeconds(options.Seconds)));

        var rows = measured.Select(pair => (Clients: pair.Key, Figures: pair.Value.OrderBy(f => f.LoopsPerSecond).ElementAt(pair.Value.Count / 2))).ToList();
        foreach (var (clients, figures) in rows) await Console.Error.WriteLineAsync($"{clients,3} clients: {figures}");
        var at32 = rows.Single(row => row.Clients == 32).Figures.LoopsPerSecond;
        return JsonSerializer.Serialize(new
        {
            bench = "intake",
            clients = rows.ToDictionary(row => row.Clients, row => new
            {
                loops_per_second = Math.Round(row.Figures.LoopsPerSecond, 1),
                p50_ms = Math.Round(row.Figures.P50, 2),
                p99_ms = Math.Round(row.Figures.P99, 2),
                failures = row.Figures.Failures,
                server_cpu_ms = Math.Round(row.Figures.ServerCpuMs, 2),
                client_cpu_ms = Math.Round(row.Figures.ClientCpuMs, 2),
            }),
            yardstick_loops_per_second = YardstickLoopsPerSecond,
            ratio_to_yardstick = Math.Round(at32 / YardstickLoopsPerSecond, 2),
            target_ratio = 5,
            setup = new
            {
                database = "sqlite, WAL, synchronous=FULL",
                policies = IntakeServer.Policies,
                server = "own process",
                rounds = options.Rounds,
                seconds = options.Seconds,
                processors = Environment.ProcessorCount,
            },
        });
    }

    private static async Task<LoopFigures> LoopAsync(IntakeServer server, int clients, TimeSpan duration)
    {
        var (serverBefore, clientBefore) = (server.ProcessorTime, Environment.CpuUsage.TotalTime);
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, clients).Select(number => Task.Run(() => WorkAsync(server, number, watch, duration))).ToArray();
        var done = await Task.WhenAll(workers);
        var times = done.SelectMany(worker => worker.Times).Order().ToList();
        return new(times.Count / watch.Elapsed.TotalSeconds, At(times, 0.50), At(times, 0.99), done.Sum(worker => worker.Failures),
            PerLoop(server.ProcessorTime - serverBefore), PerLoop(Environment.CpuUsage.TotalTime - clientBefore));

        double PerLoop(TimeSpan spent) => spent.TotalMilliseconds / Math.Max(1, times.Count);
    }

    private static async Task<(List<double> Times, int Failures)> WorkAsync(IntakeServer server, int number, Stopwatch watch, TimeSpan duration)
    {
        var times = new List<double>();
        var failures = 0;
        using var loop = new IntakeLoop(server, number);
        while (watch.Elapsed < duration)
        {
            var started = Stopwatch.GetTimestamp();
            if (await loop.OnceAsync()) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            else failures++;
        }

        return (times, failures);
    }

    private static double At(List<double> times, double share) => times.Count == 0 ? 0 : times[(int)((times.Count - 1) * share)];
}
