using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>
/// What the demo's agents did in the days before, told through the public API as an exporter would that catches up: runs with models, tools,
/// costs and faults. How each ended has to be told from inside, since through the API a run ends when it is said to. Everything follows from
/// its number, so that each demo looks alike.
/// </summary>
internal sealed class DemoHistory(IReadOnlyDictionary<string, ConsoleClient> agents, RunMomentsDesk moments, TimeProvider clock)
{
    private const int Days = 10;
    private const int EventsPerBody = 2_000;
    private const int EndsAtOnce = 200;
    private const string Environment = "production";
    private static readonly TimeSpan BadSpell = TimeSpan.FromHours(9);

    private static readonly Dictionary<string, (string Workflow, string Model, decimal CallUsd, string[] Tools)> Habits = new()
    {
        ["support-triage-v3"] = ("triage", "gpt-4.1-mini", 0.0021m, ["crm.get_customer", "crm.update_case", "mail.send"]),
        ["billing-copilot"] = ("returns", "gpt-4.1", 0.0142m, ["crm.get_customer", "billing.refund", "billing.credit"]),
        ["infra-runner"] = ("capacity", "claude-sonnet-4", 0.0088m, ["services.scale", "servers.restart"]),
    };

    public async Task TellAsync(CancellationToken cancellation)
    {
        foreach (var (name, client) in agents)
        {
            if (!Habits.ContainsKey(name)) continue;
            var events = EventsOf(name, clock.GetUtcNow()).ToList();
            foreach (var body in events.Chunk(EventsPerBody)) await client.TellAsync(new JsonArray([.. body]), cancellation);
            foreach (var piece in Ends(name, events).Chunk(EndsAtOnce)) await Task.WhenAll(piece.Select(run => moments.EndedAsync(run, cancellation)));
        }
    }

    // One of them has been failing more often since yesterday.
    private IEnumerable<Run> Ends(string agent, List<JsonNode> events)
    {
        foreach (var (number, told) in events.GroupBy(one => one["run_id"]!.GetValue<string>()).Index())
        {
            var last = told.Max(one => DateTimeOffset.Parse(one["ts"]!.GetValue<string>(), CultureInfo.InvariantCulture));
            var failing = agent == "billing-copilot" && clock.GetUtcNow() - last < TimeSpan.FromDays(1) ? 45 : 10;
            var run = Run.Begin(agent, Environment, told.Key, last);
            run.Start([], Habits[agent].Workflow, "demo", null, null);
            run.TryEnd(Mix(number, agent.Length) % 100 < failing ? "failed" : "resolved", null, last.AddSeconds(20 + number % 40));
            yield return run;
        }
    }

    private static IEnumerable<JsonNode> EventsOf(string agent, DateTimeOffset now)
    {
        var (workflow, model, cost, tools) = Habits[agent];
        var first = now.AddDays(-Days);
        for (var hour = 0; hour < Days * 24; hour++)
        {
            var at = first.AddHours(hour);
            // By day more happens than by night.
            var runs = at.UtcDateTime.Hour is >= 7 and < 19 ? 3 : 1;
            for (var number = 0; number < runs; number++)
            {
                var seed = Mix(hour, number + agent.Length * 31);
                var begin = at.AddMinutes(seed % 55);
                var run = string.Create(CultureInfo.InvariantCulture, $"{workflow}-{begin:MMddHHmm}-{number}");
                for (var step = 0; step < 2 + seed % 3; step++)
                {
                    var (each, when) = (Mix(seed, step), begin.AddSeconds(step * 7));
                    yield return Event(agent, run, workflow, when, new()
                    {
                        ["model"] = model,
                        ["usage"] = new JsonObject { ["input_tokens"] = 600 + each % 900, ["output_tokens"] = 40 + each % 200 },
                        ["latency_ms"] = 380 + each % 1_900,
                        // Some answers come without a price, as they do in life.
                        ["cost"] = each % 25 == 0 ? null : new JsonObject { ["usd"] = cost * (50 + each % 100) / 100m },
                        ["result"] = new JsonObject { ["status"] = each % 60 == 0 ? "error" : "ok" },
                    });
                    var isBad = now - when < BadSpell && tools[step % tools.Length] is "billing.refund" or "services.scale" ? each % 3 == 0 : each % 29 == 0;
                    yield return Event(agent, run, workflow, when.AddSeconds(3), new()
                    {
                        ["tool_call"] = new JsonObject { ["name"] = tools[step % tools.Length], ["args"] = new JsonObject() },
                        ["latency_ms"] = 60 + each % 340 + (isBad ? 2_600 : 0),
                        ["result"] = new JsonObject { ["status"] = isBad ? "error" : "ok" },
                    });
                }
            }
        }
    }

    private static JsonObject Event(string agent, string run, string workflow, DateTimeOffset at, JsonObject more)
    {
        more["ts"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        more["agent_id"] = agent;
        more["run_id"] = run;
        more["workflow"] = workflow;
        return more;
    }

    // Scatters numbers; the same ones each time.
    private static int Mix(int one, int other)
    {
        var mixed = unchecked((uint)one * 2654435761u + (uint)other * 40503u + 0x9e3779b9u);
        mixed ^= mixed >> 15;
        mixed = unchecked(mixed * 2246822519u);
        return (int)((mixed ^ (mixed >> 13)) & 0x7fffffff);
    }
}
