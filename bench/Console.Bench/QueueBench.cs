using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench;

/// <summary>A reviewer's batch and badge, in process on SQLite, with few and with very many proposals that wait.</summary>
internal static class QueueBench
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int ChunkRows = 2_000;
    private const double TargetMilliseconds = 20;

    public static async Task<string> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-bench-queue-").FullName;
        try
        {
            await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
            await app.StartAsync();
            var contexts = app.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>();
            var queue = app.Services.GetRequiredService<QueueQuery>();
            var clock = app.Services.GetRequiredService<TimeProvider>();
            var reader = A.Reviewer();

            await FillAsync(contexts, clock, Few);
            var few = await MeasureAsync(queue, reader, options);
            await FillAsync(contexts, clock, Many - Few);
            var many = await MeasureAsync(queue, reader, options);
            await app.StopAsync();
            return JsonSerializer.Serialize(new
            {
                bench = "queue",
                batch_ms = new { p50 = many.Batch.P50, p95 = many.Batch.P95 },
                badge_ms = new { p50 = many.Badge.P50, p95 = many.Badge.P95 },
                ratio_to_few = Math.Round(many.Batch.P50 / few.Batch.P50, 1),
                ratio_to_target = Math.Round(many.Batch.P50 / TargetMilliseconds, 2),
                target_ms = TargetMilliseconds,
                setup = new { few = Few, many = Many, few_batch_ms = few.Batch.P50, database = "sqlite", processors = Environment.ProcessorCount },
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock, int count)
    {
        // Long enough that none of them expires while they are measured.
        var now = clock.GetUtcNow();
        var agents = Enumerable.Range(0, 20).Select(number => A.AgentCaller($"agent-{number}")).ToList();
        for (var done = 0; done < count; done += ChunkRows)
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.Proposals.AddRange(Enumerable.Range(done, Math.Min(ChunkRows, count - done)).Select(number => A.Proposal()
                .By(agents[number % agents.Count]).Using($"tool-{number % 7}").Risky(number * 37 % 101).SubmittedAt(now).Expiring(TimeSpan.FromDays(6)).Build()));
            await db.SaveChangesAsync();
        }
    }

    private static async Task<(Figures Batch, Figures Badge)> MeasureAsync(QueueQuery queue, Caller.Person reader, BenchOptions options)
    {
        var (batches, badges) = (new List<double>(), new List<double>());
        for (var call = 0; call < 20 * options.Rounds; call++)
        {
            batches.Add(await TimeAsync(() => queue.OfAsync(reader, CancellationToken.None)));
            badges.Add(await TimeAsync(() => queue.WaitingAsync(reader, CancellationToken.None)));
        }

        return (Figures.Of(batches[5..]), Figures.Of(badges[5..]));
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private sealed record Figures(double P50, double P95)
    {
        public static Figures Of(IReadOnlyList<double> times)
        {
            var ordered = times.Order().ToList();
            return new(Math.Round(ordered[ordered.Count / 2], 2), Math.Round(ordered[(int)(ordered.Count * 0.95)], 2));
        }
    }
}
