using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>Plays recorded runs as their agents would: call by call, many runs at a time.</summary>
internal sealed class ReplayPlayer(ReplayConsole console, RecordedTools tools, ReplayReviewer reviewer)
{
    private const int RunsAtOnce = 24;

    private readonly ReplayTally _tally = new();

    /// <summary>Hears what the console answered to each call; many runs at a time.</summary>
    public Action<RecordedRun, RecordedCall, ApiAnswer>? Heard { get; init; }

    /// <summary>The runs of one agent one after the other, so that its history grows as it did.</summary>
    public bool IsInOrder { get; init; }

    public async Task<ReplayOutcome> PlayAsync(IReadOnlyList<RecordedRun> runs, CancellationToken cancellation)
    {
        var started = console.Clock.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = cancellation };
        var lanes = IsInOrder ? runs.GroupBy(run => run.Agent).Select(lane => lane.ToList()) : runs.Select(run => new List<RecordedRun> { run });
        await Parallel.ForEachAsync(lanes, options, async (lane, inner) =>
        {
            foreach (var run in lane) await PlayAsync(run, inner);
        });
        return new(_tally, await console.VerifyLedgerAsync(cancellation), console.Clock.GetElapsedTime(started));
    }

    private async Task PlayAsync(RecordedRun run, CancellationToken cancellation)
    {
        _tally.AddRun();
        var agent = console.AgentOf(run.Agent);
        var runId = ReplayName.IdOf(run.Id, ProposalLimits.RunIdLengthMax);
        if (run.Goal is { } goal) _tally.AddLater(await agent.StartRunAsync(new() { ["run_id"] = runId, ["goal"] = goal }, cancellation));
        foreach (var call in run.Calls)
        {
            // A run without a goal begins with its first proposal, and only then may something be told of it.
            if (run.Goal is not null)
                foreach (var message in run.Messages.Where(message => message.BeforeStep == call.Step))
                    _tally.AddLater(await agent.ObserveAsync(runId, new() { ["source"] = "user", ["text"] = message.Text }, cancellation));
            var isReported = await PlayAsync(run, call, runId, agent, cancellation);
            // What came back in the recording was read there, whether or not the call would have run here.
            if (!isReported && call.HasRun && (call.ResultExcerpt ?? call.Error) is { Length: > 0 } text)
                _tally.AddLater(await agent.ObserveAsync(runId, new() { ["source"] = "tool", ["tool"] = tools.Names.GetValueOrDefault(call.Tool, "unknown"), ["text"] = text }, cancellation));
        }
    }

    /// <summary>Whether the result was told as one.</summary>
    private async Task<bool> PlayAsync(RecordedRun run, RecordedCall call, string runId, ConsoleClient agent, CancellationToken cancellation)
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"{call.Step}");
        var answer = await agent.ProposeAsync(BodyOf(call, runId, step), ReplayName.IdOf($"{run.Id}#{step}", ProposalLimits.IdempotencyKeyLengthMax), cancellation);
        _tally.AddCall(answer);
        Heard?.Invoke(run, call, answer);
        if (!answer.IsSuccess || answer.Text("id") is not { } id) return false;

        if (answer.Text("state") == "pending" && reviewer != ReplayReviewer.None)
        {
            if (!await DecideAsync(call, id, answer.Text("digest")!, cancellation)) return false;
            answer = await agent.StateAsync(id, ProposalLimits.WaitSecondsMax, cancellation);
            if (!_tally.AddLater(answer)) return false;
        }

        return answer.Text("grant") is { } grant && call.HasRun && await RunAsync(agent, call, id, grant, cancellation);
    }

    private async Task<bool> DecideAsync(RecordedCall call, string id, string digest, CancellationToken cancellation)
    {
        var decision = reviewer == ReplayReviewer.Oracle && call.IsWrongWrite ? "reject" : "approve";
        var body = new JsonObject { ["decision"] = decision, ["digest"] = digest };
        if (decision == "reject") body["reason_code"] = "not_needed";
        foreach (var person in console.Reviewers)
        {
            var answer = await person.DecideAsync(id, body, cancellation);
            if (!_tally.AddLater(answer)) return false;
            if (answer.Text("state") == "pending") continue;
            _tally.AddDecision(decision);
            return true;
        }

        // More people are asked than play here.
        return false;
    }

    private async Task<bool> RunAsync(ConsoleClient agent, RecordedCall call, string id, string grant, CancellationToken cancellation)
    {
        if (!_tally.AddLater(await console.Anybody.RedeemAsync(grant, call.Args, cancellation))) return false;

        var status = call.HasFailed ? "failed" : "succeeded";
        var report = new JsonObject { ["status"] = status };
        if (call.Error is { } error) report["error"] = new JsonObject { ["message"] = error };
        if (call.ResultExcerpt is { } excerpt) report["output"] = new JsonObject { ["text"] = excerpt };
        if (!_tally.AddLater(await agent.ReportAsync(id, report, cancellation))) return false;
        _tally.AddResult(status);
        return call.ResultExcerpt is not null;
    }

    private string BodyOf(RecordedCall call, string runId, string step)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            // A tool that the recording's list does not know is asked for as the model named it.
            json.WriteString("tool", tools.Names.GetValueOrDefault(call.Tool, call.Tool));
            json.WritePropertyName("args");
            json.WriteRawValue(call.Args.GetRawText());
            json.WriteString("run_id", runId);
            json.WriteString("tool_call_id", step);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
