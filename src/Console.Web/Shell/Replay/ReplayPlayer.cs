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

    public async Task<ReplayOutcome> PlayAsync(IReadOnlyList<RecordedRun> runs, CancellationToken cancellation)
    {
        var started = console.Clock.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(runs, options, async (run, inner) =>
        {
            _tally.AddRun();
            foreach (var call in run.Calls) await PlayAsync(run, call, inner);
        });
        return new(_tally, await console.VerifyLedgerAsync(cancellation), console.Clock.GetElapsedTime(started));
    }

    private async Task PlayAsync(RecordedRun run, RecordedCall call, CancellationToken cancellation)
    {
        var agent = console.AgentOf(run.Agent);
        var runId = ReplayName.IdOf(run.Id, ProposalLimits.RunIdLengthMax);
        var step = string.Create(CultureInfo.InvariantCulture, $"{call.Step}");
        var answer = await agent.ProposeAsync(BodyOf(call, runId, step), ReplayName.IdOf($"{run.Id}#{step}", ProposalLimits.IdempotencyKeyLengthMax), cancellation);
        _tally.AddCall(answer);
        if (!answer.IsSuccess || answer.Text("id") is not { } id) return;

        if (answer.Text("state") == "pending" && reviewer != ReplayReviewer.None)
        {
            if (!await DecideAsync(call, id, answer.Text("digest")!, cancellation)) return;
            answer = await agent.StateAsync(id, ProposalLimits.WaitSecondsMax, cancellation);
            if (!_tally.AddLater(answer)) return;
        }

        if (answer.Text("grant") is { } grant && call.HasRun) await RunAsync(agent, call, id, grant, cancellation);
    }

    private async Task<bool> DecideAsync(RecordedCall call, string id, string digest, CancellationToken cancellation)
    {
        var decision = reviewer == ReplayReviewer.Oracle && call.IsWrongWrite ? "reject" : "approve";
        var body = new JsonObject { ["decision"] = decision, ["digest"] = digest };
        if (decision == "reject") body["reason_code"] = "not_needed";
        if (!_tally.AddLater(await console.Reviewer!.DecideAsync(id, body, cancellation))) return false;
        _tally.AddDecision(decision);
        return true;
    }

    private async Task RunAsync(ConsoleClient agent, RecordedCall call, string id, string grant, CancellationToken cancellation)
    {
        if (!_tally.AddLater(await console.Anybody.RedeemAsync(grant, call.Args, cancellation))) return;

        var status = call.HasFailed ? "failed" : "succeeded";
        var report = new JsonObject { ["status"] = status };
        if (call.Error is { } error) report["error"] = new JsonObject { ["message"] = error };
        if (call.ResultExcerpt is { } excerpt) report["output"] = new JsonObject { ["text"] = excerpt };
        if (_tally.AddLater(await agent.ReportAsync(id, report, cancellation))) _tally.AddResult(status);
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
