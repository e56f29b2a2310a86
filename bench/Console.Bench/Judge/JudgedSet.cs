using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Testing;
using AgentConsole.Web.Shell.Outside;
using AgentConsole.Web.Shell.Replay;

namespace AgentConsole.Bench.Judge;

/// <summary>One recording, played through the public API of a console of its own, call by call.</summary>
internal sealed record JudgedSet(string Name, IReadOnlyList<JudgedCall> Calls, int ServerErrors)
{
    public static async Task<JudgedSet> PlayAsync(string data, string name)
    {
        var path = Path.Combine(data, name + ".jsonl.gz");
        var runs = await Recording.ReadAsync(path, CancellationToken.None);
        var tools = await RecordedTools.ReadAsync(Path.Combine(data, name + "-tools.json"), CancellationToken.None);
        var heard = new ConcurrentDictionary<(string Run, int Step), ApiAnswer>();
        var folder = Directory.CreateTempSubdirectory("console-bench-").FullName;
        try
        {
            // What the console asks is the policy's doing alone: a stage below this one would ask by itself.
            var setting = new ReplaySetting(Stage.Autonomous, await PolicyAsync());
            await using var console = await OwnConsole.StartAsync(folder, tools, [.. runs.Select(run => run.Agent).Distinct()], CancellationToken.None, setting);
            var player = new ReplayPlayer(console, tools, ReplayReviewer.None)
            {
                IsInOrder = true,
                Heard = (run, call, answer) => heard[(run.Id, call.Step)] = answer,
            };
            var outcome = await player.PlayAsync(runs, CancellationToken.None);
            return new(name, [.. RecordedAnswer.ReadAll(path).Select(answer => Judged(answer, heard[(answer.Run, answer.Step)]))], outcome.Tally.ServerErrors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string PolicyPath => Repository.PathOf("samples", "policies", "untrusted-origins.yaml");

    private static async Task<IReadOnlyList<SourceDocument>> PolicyAsync()
    {
        if (await DocumentReader.ReadFileAsync(PolicyPath, CancellationToken.None) is not DocumentReading.Read { Documents: var documents })
            throw new InvalidDataException($"{PolicyPath} cannot be read.");
        return [.. documents.Select(document =>
        {
            var set = JsonNode.Parse(document.Value.GetRawText())!.AsObject();
            // Its tests speak of other tools.
            set.Remove("tests");
            set["publish"] = true;
            return document with { Value = JsonElement.Parse(set.ToJsonString()) };
        })];
    }

    private static JudgedCall Judged(RecordedAnswer answer, ApiAnswer said)
    {
        var risk = said.Member("risk");
        var factors = risk?.GetProperty("factors").EnumerateArray().Select(factor => factor.GetProperty("name").GetString()).ToList() ?? [];
        return new(answer, said.IsSuccess ? risk?.GetProperty("score").GetInt32() : null,
            !said.IsSuccess || said.Text("verdict") == "deny", said.Text("verdict") == "review", factors.Contains("loop"));
    }
}
