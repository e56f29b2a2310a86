using System.Text;
using AgentConsole.Web.Shell.Replay;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Replay;

/// <summary>Recordings whose names, arguments and tools are not as one would wish.</summary>
public sealed class OddRecordingTests : IDisposable
{
    private const string Secret = "ANSWER-ONLY";

    private const string Tools = """
        [{"name":"Get Weather!","side_effect":"read","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}},
         {"name":"Get Weather?","side_effect":"none","parameters":{"type":"object"}},
         {"name":"pay","side_effect":"write","traits":["money","irreversible"],"parameters":{"type":"object","properties":{"amount":{"type":"number"}}}},
         {"name":"broken","side_effect":"write","parameters":{"type":"whatever"}}]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("console-web-tests-").FullName;

    [Fact]
    public async Task Names_are_changed_and_tools_refused_in_plain_sight()
    {
        var tools = await RecordedTools.ReadAsync(Write("tools.json", Tools), CancellationToken.None);

        Assert.Equal("Get-Weather", tools.Names["Get Weather!"]);
        Assert.Equal("Get-Weather-2", tools.Names["Get Weather?"]);
        Assert.Equal("pay", tools.Names["pay"]);
        Assert.DoesNotContain("broken", tools.Names.Keys);
        Assert.Equal(3, tools.Remarks.Count);
        Assert.Contains(tools.Remarks, remark => remark.StartsWith("The tool 'broken' is refused:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_odd_call_is_a_proposal_or_a_refusal_with_a_code()
    {
        var outcome = await PlayAsync(ReplayReviewer.None,
            Run("a/1", "gpt 4+", """{"name":"Get Weather!","args":{"city":"Linz"}}"""),
            Run("a/2", "gpt-4-", """{"name":"Get Weather!","args":{}}""", """{"name":"pay","args":[1]}""", """{"name":"broken","args":{}}"""),
            Run(new string('x', 240), "gpt 4+", """{"name":"Do this: {\"a\":1}","args":{}}""", """{"name":"pay","args":{"amount":9007199254740993}}"""),
            Run("a/4", "gpt 4+", "{\"name\":\"" + new string('n', 300) + "\",\"args\":{}}"));

        Assert.Equal(7, outcome.Tally.Calls);
        Assert.Equal(1, outcome.Tally.Asked);
        Assert.Equal(2, outcome.Tally.Denied["not_in_manifest"]);
        Assert.Equal(1, outcome.Tally.Refused["args_invalid"]);
        Assert.Equal(1, outcome.Tally.Refused["args_not_canonical"]);
        Assert.Equal(2, outcome.Tally.Refused["malformed"]);
        Assert.True(outcome.IsGood);
    }

    [Fact]
    public async Task The_oracle_refuses_wrong_writes_and_the_rest_ends_as_recorded()
    {
        var outcome = await PlayAsync(ReplayReviewer.Oracle, Run("a/1", "gpt",
            """{"name":"pay","args":{"amount":1},"side_effect":"write","expected":true,"result_status":"ok","result_excerpt":"done"}""",
            """{"name":"pay","args":{"amount":2},"side_effect":"write","expected":false,"result_status":"ok"}""",
            """{"name":"pay","args":{"amount":3},"side_effect":"write","result_status":"error","error":"no funds"}""",
            """{"name":"pay","args":{"amount":4},"side_effect":"write","result_status":"proposed"}"""));

        Assert.Equal(3, outcome.Tally.Decided["approve"]);
        Assert.Equal(1, outcome.Tally.Decided["reject"]);
        Assert.Equal(1, outcome.Tally.Results["succeeded"]);
        Assert.Equal(1, outcome.Tally.Results["failed"]);
        Assert.Empty(outcome.Tally.RefusedLater);
    }

    [Fact]
    public async Task What_a_recording_calls_right_or_wrong_never_reaches_the_console()
    {
        await PlayAsync(ReplayReviewer.Approve, folder =>
        {
            var kept = string.Concat(Directory.GetFiles(folder).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
            Assert.Contains("the-result", kept, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, kept, StringComparison.Ordinal);
        }, Run("a/1", "gpt", $$"""
            {"name":"pay","args":{"amount":1},"result_status":"ok","result_excerpt":"the-result","label":"{{Secret}}","expected":"{{Secret}}"}
            """.Trim()).Replace("\"agent\"", $"\"success\":\"{Secret}\",\"injection_goal\":\"{Secret}\",\"agent\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_is_no_run_is_named()
    {
        var file = Write("bad.jsonl", Run("a/1", "gpt") + "\n{\"run_id\":1}\n");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Recording.ReadAsync(file, CancellationToken.None));

        Assert.StartsWith(file + ":2:", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Run(string id, string agent, params string[] calls) =>
        $$"""{"run_id":"{{id}}","agent":"{{agent}}","tools_called":[{{string.Join(',', calls)}}]}""";

    private Task<ReplayOutcome> PlayAsync(ReplayReviewer reviewer, params string[] runs) => PlayAsync(reviewer, _ => { }, runs);

    private Task<ReplayOutcome> PlayAsync(ReplayReviewer reviewer, Action<string> look, params string[] runs) =>
        Replayed.PlayAsync(Write("runs.jsonl", string.Join('\n', runs)), Write("tools.json", Tools), reviewer, look: look);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
