using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench;

/// <summary>What the server does to open a run of ten thousand events and to narrow it by a filter, in process on SQLite.</summary>
internal static class RunPageBench
{
    private const int Events = 10_000;
    private const int Body = 5_000;
    private const string Run = "long";

    public static async Task<string> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-bench-run-").FullName;
        try
        {
            await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
            await app.StartAsync();
            var intake = app.Services.GetRequiredService<TraceIntake>();
            var traces = app.Services.GetRequiredService<RunsQuery>();
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var agent = A.AgentCaller("support");
            for (var from = 0; from < Events; from += Body)
                await intake.TakeAsync(agent, [.. Enumerable.Range(from, Body).Select(at => new NumberedDraft(at + 1, Draft(at, now)))], CancellationToken.None);

            var (open, filter, bars) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < 10 * options.Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                var run = (await traces.FindAsync(Run, agent.Name, agent.Environment, CancellationToken.None)).Single();
                var events = await traces.EventsAsync(run.Id, null, TelemetryLimits.StoryEventsMax, CancellationToken.None);
                RunStory.Of(events, null, now);
                bars = TimelineLayout.Of(events).Bars.Count;
                open.Add(watch.Elapsed.TotalMilliseconds);

                watch.Restart();
                var typed = EventFilter.Parse("tool:crm.* status:error latency>100 arg.id:7");
                var shown = events.Where(one => typed.Fits(one, value => "h:" + value)).ToList();
                TimelineLayout.Of(shown);
                filter.Add(watch.Elapsed.TotalMilliseconds);
            }

            await app.StopAsync();
            return JsonSerializer.Serialize(new
            {
                bench = "run-page",
                open_ms = new { p50 = At(open, 0.5), p95 = At(open, 0.95) },
                filter_ms = new { p50 = At(filter, 0.5), p95 = At(filter, 0.95) },
                bars,
                target_ms = new { open = 1000, filter = 150 },
                setup = new { events = Events, what = "query, story, timeline and filter on the server; the browser is measured apart", database = "sqlite", processors = Environment.ProcessorCount },
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TraceDraft Draft(int at, DateTimeOffset now) => new()
    {
        At = now.AddMilliseconds(at * 250),
        Kind = at % 2 == 0 ? TraceKind.ModelCall : TraceKind.ToolCall,
        Model = at % 2 == 0 ? "gpt-4.1-mini" : null,
        Tool = at % 2 == 0 ? null : at % 3 == 0 ? "crm.get" : "web.get",
        Outcome = at % 40 == 1 ? TraceOutcome.Error : TraceOutcome.Ok,
        Run = Run,
        LatencyMs = 80 + at % 300,
        InputTokens = at % 2 == 0 ? 800 : null,
        ReportedUsdNanos = at % 2 == 0 ? 2_100_000 : null,
        Arguments = at % 2 == 0 ? null : JsonElement.Parse($$"""{"id":"{{at}}"}"""),
    };

    private static double At(List<double> times, double share) => Math.Round(times.Order().ElementAt((int)((times.Count - 1) * share)), 1);
}
