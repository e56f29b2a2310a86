using System.Data;
using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

internal sealed partial class TraceWriteSession
{
    // A run longer than this keeps what was counted under another workflow before its own was told.
    private const int MovedEventsMax = 20_000;
    private const int RunsMax = 500;

    // Events that are kept become others: they are counted as they are now instead of as they were.
    private async Task AmendAsync(IReadOnlyList<Told> changed, TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        foreach (var one in changed)
        {
            var (before, after) = (one.Before, one.Event);
            await using var amend = connection.Of("""
                UPDATE trace_events SET kind = @kind, outcome = @outcome, model = @model, input_tokens = @input, output_tokens = @output, cached_tokens = @cached,
                  cost_nanos = @cost, cost_source = @source, error_type = @error_type, error_text = @error, call_hash = @hash
                WHERE id = @id AND received_us = @received AND kind = @kind_before AND outcome = @outcome_before AND cost_source = @source_before
                  AND (cost_nanos = @cost_before OR (cost_nanos IS NULL AND @cost_before IS NULL))
                  AND (workflow = @workflow_before OR (workflow IS NULL AND @workflow_before IS NULL))
                  AND (input_tokens = @input_before OR (input_tokens IS NULL AND @input_before IS NULL))
                  AND (output_tokens = @output_before OR (output_tokens IS NULL AND @output_before IS NULL))
                """, transaction);
            amend.Add("@id", before.Id);
            amend.Add("@received", StoreTime.MicrosOf(before.ReceivedAt));
            amend.Add("@kind_before", (long)before.Kind);
            amend.Add("@outcome_before", (long)before.Outcome);
            amend.Add("@source_before", (long)before.CostSource);
            amend.AddLong("@cost_before", before.CostNanos);
            amend.AddText("@workflow_before", before.Workflow);
            amend.AddLong("@input_before", before.InputTokens);
            amend.AddLong("@output_before", before.OutputTokens);
            amend.Add("@kind", (long)after.Kind);
            amend.Add("@outcome", (long)after.Outcome);
            amend.AddText("@model", after.Model);
            amend.AddLong("@input", after.InputTokens);
            amend.AddLong("@output", after.OutputTokens);
            amend.AddLong("@cached", after.CachedTokens);
            amend.AddLong("@cost", after.CostNanos);
            amend.Add("@source", (long)after.CostSource);
            amend.AddText("@error_type", after.ErrorType);
            amend.AddText("@error", after.Error);
            amend.AddText("@hash", after.CallHash);
            // INVARIANT: a difference is carried by whoever changed the event from what the difference was worked out from. The next try looks again.
            if (await amend.ExecuteNonQueryAsync(cancellation) != 1) throw new DBConcurrencyException("An event that was to be changed was changed meanwhile.");
            batch.Count(before, one.Run, await SeriesIdAsync(SeriesKey.Of(before), transaction, cancellation), -1);
            batch.Count(after, one.Run, await SeriesIdAsync(SeriesKey.Of(after), transaction, cancellation));
        }
    }

    // Where a run first went wrong, looked for anew.
    private async Task FindFaultAsync(long run, DbTransaction transaction, CancellationToken cancellation)
    {
        var (first, fault) = (default(long?), default(FaultDomain?));
        await using (var find = connection.Of($"""
            SELECT at_us, kind, outcome FROM trace_events WHERE run_id = @run AND outcome IN ({(int)TraceOutcome.Error}, {(int)TraceOutcome.Denied})
            ORDER BY at_us{store.Dialect.First(1)}
            """, transaction))
        {
            find.Add("@run", run);
            await using var row = await find.ExecuteReaderAsync(cancellation);
            if (await row.ReadAsync(cancellation)) (first, fault) = (row.GetInt64(0), FaultDomains.Of((TraceKind)row.GetInt64(1), (TraceOutcome)row.GetInt64(2)));
        }

        await using var keep = connection.Of("UPDATE trace_runs SET fault_us = @at, fault = @fault WHERE id = @run", transaction);
        keep.Add("@run", run);
        keep.AddLong("@at", first);
        keep.AddLong("@fault", (long?)fault);
        await keep.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<IReadOnlyList<MovedCall>> CallsAsync(long guessed, long named, DbTransaction transaction, CancellationToken cancellation)
    {
        // The latest of very many: an earlier one that is told again counts twice.
        await using var list = connection.Of($"""
            SELECT agent, environment, tool_call_id, at_us, received_us FROM trace_events WHERE run_id = @guessed AND kind = @kind AND tool_call_id IS NOT NULL
            ORDER BY at_us DESC{store.Dialect.First(MovedEventsMax)}
            """, transaction);
        list.Add("@guessed", guessed);
        list.Add("@kind", (long)TraceKind.ToolCall);
        await using var row = await list.ExecuteReaderAsync(cancellation);
        var calls = new List<MovedCall>();
        while (await row.ReadAsync(cancellation)) calls.Add(new(row.GetString(0), row.GetString(1), named, row.GetString(2), new(row.GetInt64(3), row.GetInt64(4))));
        return calls;
    }

    // What an event says of its own workflow stands; where it says nothing, or guesses, it counts under its run's.
    private async Task NameWorkflowsAsync(List<Told> told, TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        var runs = await WorkflowsAsync([.. told.Select(one => one.Run).OfType<long>().Distinct()], transaction, cancellation);
        foreach (var of in told.Where(one => one.Run is not null).GroupBy(one => one.Run!.Value))
        {
            var (before, hasEvents) = runs.GetValueOrDefault(of.Key);
            var said = of.Aggregate(default(RunWorkflow), (best, one) => RunWorkflow.Best(best, RunWorkflow.In(one.Event)));
            if (RunWorkflow.Best(before, said) is not { } now) continue;
            foreach (var one in of)
                if ((one.Event.Workflow is null || one.Event.IsWorkflowGuessed) && one.Event.Workflow != now.Name) one.Event = one.Event with { Workflow = now.Name };
            if (said is not null) batch.Run(of.Key).Name(said);
            if (hasEvents && now != before) await MoveAsync(of.Key, before, now, batch, transaction, cancellation);
        }
    }

    private async Task JoinWorkflowsAsync(long guessed, long named, TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        var runs = await WorkflowsAsync([guessed, named], transaction, cancellation);
        if (RunWorkflow.Best(runs[named].Workflow, runs[guessed].Workflow) is not { } now) return;
        foreach (var run in (long[])[guessed, named])
            if (runs[run] is { HasEvents: true, Workflow: var before } && now != before) await MoveAsync(run, before, now, batch, transaction, cancellation);
    }

    private async Task<Dictionary<long, (RunWorkflow? Workflow, bool HasEvents)>> WorkflowsAsync(IReadOnlyList<long> runs, DbTransaction transaction, CancellationToken cancellation)
    {
        var found = new Dictionary<long, (RunWorkflow?, bool)>();
        foreach (var some in runs.Chunk(RunsMax))
        {
            await using var list = connection.Of(
                $"SELECT id, workflow, workflow_from, events FROM trace_runs WHERE id IN ({string.Join(", ", some.Select(run => run.ToString(CultureInfo.InvariantCulture)))})", transaction);
            await using var row = await list.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                found[row.GetInt64(0)] = (row.Text(1) is { } name ? new(name, (WorkflowSource)(row.Long(2) ?? (long)WorkflowSource.Told)) : null, row.GetInt64(3) > 0);
        }

        return found;
    }

    // What was counted under a guess, or under nothing, is counted under the workflow that the run turns out to belong to.
    private async Task MoveAsync(long run, RunWorkflow? before, RunWorkflow now, TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        if (before is { Source: not WorkflowSource.Service } || before?.Name == now.Name) return;
        var events = new List<TraceEvent>();
        await using (var list = connection.Of($"""
            SELECT {EventReader.Columns} FROM trace_events e LEFT JOIN trace_runs r ON r.id = e.run_id
            WHERE e.run_id = @run AND (e.workflow IS NULL OR e.workflow = @before) ORDER BY e.at_us{store.Dialect.First(MovedEventsMax + 1)}
            """, transaction))
        {
            list.Add("@run", run);
            list.AddText("@before", before?.Name);
            await using var row = await list.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) events.Add(EventReader.Read(row));
        }

        if (events.Count is 0 or > MovedEventsMax) return;
        await using var move = connection.Of("UPDATE trace_events SET workflow = @now WHERE run_id = @run AND (workflow IS NULL OR workflow = @before)", transaction);
        move.Add("@run", run);
        move.AddText("@before", before?.Name);
        move.Add("@now", now.Name);
        if (await move.ExecuteNonQueryAsync(cancellation) != events.Count) throw new DBConcurrencyException("A run was told of while its workflow changed.");
        foreach (var one in events)
        {
            // The run's own figures stay what they are.
            batch.Count(one, null, await SeriesIdAsync(SeriesKey.Of(one), transaction, cancellation), -1);
            var moved = one with { Workflow = now.Name };
            batch.Count(moved, null, await SeriesIdAsync(SeriesKey.Of(moved), transaction, cancellation));
        }
    }
}
