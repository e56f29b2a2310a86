using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench.Judge;

/// <summary>
/// Recorded runs told as traces, as their agents would tell them: what the model said, what it called, what each cost. How a run ended is an
/// answer and is told by nobody.
/// </summary>
/// <param name="Runs">By id: how much the console says that the run stands out, what it says that it cost, and what the recording says of both.</param>
internal sealed record TracedRuns(string Name, IReadOnlyList<TracedRun> Runs)
{
    private const int RunsMax = 1_000;
    private const decimal NanosPerUnit = 1_000_000_000m;

    public static async Task<TracedRuns> TellAsync(string data, string name)
    {
        var recorded = Read(Path.Combine(data, name + ".jsonl.gz"));
        var folder = Directory.CreateTempSubdirectory("console-bench-").FullName;
        try
        {
            await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
            await app.StartAsync();
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            var seed = new Seed(app.Services);
            var told = new List<TracedRun>();
            await seed.ToolAsync(Seed.RefundTool);
            foreach (var agent in recorded.Select(run => run.Agent).Distinct())
            {
                var known = Known(agent);
                await seed.AgentAsync(known);
                using var http = new HttpClient { BaseAddress = address };
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await seed.KeyAsync(known));
                foreach (var run in recorded.Where(run => run.Agent == agent)) await SendAsync(http, LinesOf(run, known, name));
            }

            var answers = recorded.ToDictionary(run => run.Id);
            foreach (var suspect in await app.Services.GetRequiredService<RunsQuery>().SuspectsAsync(new RunsFilter(), RunsMax, CancellationToken.None))
            {
                var answer = answers[suspect.Run.Name];
                told.Add(new(answer.Id, answer.Agent, suspect.Triage.Score, suspect.Run.CostNanos / NanosPerUnit, (int)suspect.Run.Unpriced, answer.Cost, answer.HasSucceeded, answer.Errors));
            }

            await app.StopAsync();
            return new(name, told);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Known(string agent) => new([.. agent.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static List<Recorded> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(plain);
        var runs = new List<Recorded>();
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            var run = JsonNode.Parse(line)!.AsObject();
            var calls = run["tools_called"]!.AsArray();
            runs.Add(new((string)run["run_id"]!, (string)run["agent"]!, run, (decimal?)run["usage"]?["cost_usd"], (bool?)run["success"] ?? false,
                calls.Count(call => (string?)call!["result_status"] == "error")));
        }

        return runs;
    }

    private static string LinesOf(Recorded recorded, string agent, string workflow)
    {
        var (run, lines) = (recorded.Run, new StringBuilder());
        var begun = DateTimeOffset.TryParse((string?)run["started_at"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? at : new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var (input, output, cost) = (0L, 0L, 0m);
        var turns = run["messages"]!.AsArray().Where(message => (string?)message!["role"] == "assistant").Select(message => (Turn: (int?)message!["turn"] ?? 0, Call: default(JsonNode?)))
            .Concat(run["tools_called"]!.AsArray().Select(call => (Turn: (int?)call!["turn"] ?? (int?)call["step"] ?? 0, Call: (JsonNode?)call))).OrderBy(turn => turn.Turn).ToList();
        foreach (var (number, (_, call)) in turns.Index())
        {
            var line = Line(number);
            line["model"] = recorded.Agent;
            if (call is not null)
            {
                line["tool_call"] = new JsonObject { ["name"] = call["name"]!.DeepClone(), ["args"] = call["args"]!.DeepClone() };
                line["result"] = new JsonObject { ["status"] = call["result_status"]?.DeepClone() };
                Pay(line, (long?)call["input_tokens"], (long?)call["output_tokens"], (decimal?)call["cost_usd"]);
            }

            lines.Append(line.ToJsonString()).Append('\n');
        }

        // What the recording counts of the run as a whole and of none of its steps.
        var rest = Line(turns.Count);
        rest["model"] = recorded.Agent;
        Pay(rest, (long?)run["usage"]?["input_tokens"] - input, (long?)run["usage"]?["output_tokens"] - output, recorded.Cost - cost);
        if (rest.ContainsKey("usage")) lines.Append(rest.ToJsonString()).Append('\n');
        return lines.ToString();

        JsonObject Line(int number) => new()
        {
            ["ts"] = begun.AddSeconds(number).UtcDateTime.ToString("O"),
            ["agent_id"] = agent,
            ["run_id"] = recorded.Id,
            ["workflow"] = workflow,
        };

        void Pay(JsonObject line, long? read, long? written, decimal? paid)
        {
            if (read is null && written is null) return;
            line["usage"] = new JsonObject { ["input_tokens"] = read ?? 0, ["output_tokens"] = written ?? 0 };
            if (paid is { } usd) line["cost"] = new JsonObject { ["usd"] = usd };
            (input, output, cost) = (input + (read ?? 0), output + (written ?? 0), cost + (paid ?? 0));
        }
    }

    private static async Task SendAsync(HttpClient http, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Recorded(string Id, string Agent, JsonObject Run, decimal? Cost, bool HasSucceeded, int Errors);
}
