using System.Data;
using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>
/// One writer's connection, and what it remembers of the rows that it touches over and over. What is remembered may be forgotten at
/// any time, and is after every failure.
/// </summary>
internal sealed partial class TraceWriteSession(TraceStore store, DbConnection connection) : IAsyncDisposable
{
    private const int RememberedMax = 50_000;

    private readonly Dictionary<SeriesKey, long> _series = [];
    private readonly Dictionary<string, int> _seriesOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Agent, string Environment, string Name), long> _runs = [];
    private readonly Dictionary<(string Agent, string Environment, string Trace), (long Run, bool IsGuessed)> _traces = [];
    private readonly HashSet<(long Run, RunName What, string Name)> _names = [];

    /// <summary>Writes events with everything that is counted of them, all or none.</summary>
    /// <returns>Those that were new, with the ids of their runs.</returns>
    public async Task<IReadOnlyList<StoredEvent>> WriteAsync(IReadOnlyList<TraceEvent> events, FollowMark? mark, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var fresh = await FreshAsync(events, transaction, cancellation);
        var batch = new TraceBatch();
        var moved = await FindTracesAsync(fresh, batch, transaction, cancellation);
        var told = new List<Told>(fresh.Count);
        foreach (var one in fresh) told.Add(new(one, await RunOfAsync(one, transaction, cancellation)));
        await NameWorkflowsAsync(told, batch, transaction, cancellation);
        var again = new ToldAgain(connection, transaction, cancellation);
        await again.SettleSpansAsync(told);
        await again.SettleCallsAsync(told, moved);
        await again.KeepAsync();
        var changed = again.Changed;

        var stored = new List<StoredEvent>(told.Count);
        foreach (var one in told)
        {
            stored.Add(new(one.Event, one.Run));
            batch.Count(one.Event, one.Run, await SeriesIdAsync(SeriesKey.Of(one.Event), transaction, cancellation));
        }

        await AmendAsync(changed, batch, transaction, cancellation);
        await store.Dialect.InsertAsync(connection, transaction, stored, cancellation);
        await AddRollupsAsync(batch, transaction, cancellation);
        await AddLatenciesAsync(batch, transaction, cancellation);
        foreach (var (run, delta) in batch.Runs) await AddRunAsync(run, delta, transaction, cancellation);
        foreach (var run in changed.Where(one => one.HasLostFault).Select(one => one.Run!.Value).Distinct()) await FindFaultAsync(run, transaction, cancellation);
        await AddNamesAsync(batch, transaction, cancellation);
        if (mark is not null) await MarkAsync(mark, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    /// <summary>How far a follower has come; 0 where it never began.</summary>
    public async Task<long> ReachedAsync(string mark, CancellationToken cancellation)
    {
        await using var read = connection.Of("SELECT value FROM trace_marks WHERE name = @name");
        read.Add("@name", mark);
        return (long?)await read.ExecuteScalarAsync(cancellation) ?? 0;
    }

    /// <exception cref="MarkMovedException">Another node was there first.</exception>
    public async Task ReachAsync(FollowMark mark, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await MarkAsync(mark, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Events of a stretch of time whose cost nobody reported, in the order of their ids, with their runs.</summary>
    public async Task<IReadOnlyList<StoredEvent>> PricedAsync(long afterId, long fromMicros, long toMicros, int count, CancellationToken cancellation)
    {
        await using var list = connection.Of($"""
            SELECT {EventReader.Columns} FROM trace_events e LEFT JOIN trace_runs r ON r.id = e.run_id
            WHERE e.id > @after AND {CountedMicros} >= @from AND {CountedMicros} < @to AND e.cost_source <> @reported ORDER BY e.id{store.Dialect.First(count)}
            """);
        list.Add("@after", afterId);
        list.Add("@from", fromMicros);
        list.Add("@to", toMicros);
        list.Add("@reported", (long)CostSource.Reported);
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new List<StoredEvent>();
        while (await rows.ReadAsync(cancellation)) found.Add(new(EventReader.Read(rows), rows.Long(1)));
        return found;
    }

    // ClockMarks.CountedAt in SQL: what tells of a time ahead counts, and is paid, when it came; a decision when it was taken.
    private static readonly string CountedMicros =
        $"CASE WHEN clock_mark = {(int)ClockMark.Ahead} THEN received_us WHEN kind = {(int)TraceKind.Review} AND latency_ms IS NOT NULL THEN at_us + latency_ms * 1000 ELSE at_us END";

    /// <summary>Gives events another cost, and carries the difference into their runs and sums, all or none.</summary>
    public async Task RepriceAsync(IReadOnlyList<(StoredEvent Stored, long? Nanos, CostSource Source)> changed, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var ((read, _), nanos, source) in changed)
        {
            // INVARIANT: a difference is carried by whoever changed the event from what the difference was worked out from, and by nobody else.
            if (await ExecuteAsync("""
                UPDATE trace_events SET cost_nanos = @cost, cost_source = @source
                WHERE id = @id AND kind = @kind AND cost_source = @source_before AND (cost_nanos = @before OR (cost_nanos IS NULL AND @before IS NULL))
                """, ("@cost", nanos), ("@source", (long)source), ("@id", read.Id), ("@kind", (long)read.Kind), ("@source_before", (long)read.CostSource), ("@before", read.CostNanos)) != 1) continue;
            var cost = (nanos ?? 0) - (read.CostNanos ?? 0);
            var unpriced = (source == CostSource.Unknown ? 1L : 0) - (read.CostSource == CostSource.Unknown ? 1L : 0);
            // Its run, its workflow and how it ended may have become others since it was read.
            var (one, run) = await ReadAsync(read.Id);
            if (run is { } id) await ExecuteAsync("UPDATE trace_runs SET cost_nanos = cost_nanos + @cost, unpriced = unpriced + @unpriced WHERE id = @id", ("@cost", cost), ("@unpriced", unpriced), ("@id", id));
            var series = await SeriesIdAsync(SeriesKey.Of(one), transaction, cancellation);
            foreach (var grain in Grains.All)
                await ExecuteAsync("UPDATE trace_rollups SET cost_nanos = cost_nanos + @cost, unpriced = unpriced + @unpriced WHERE grain = @grain AND bucket = @bucket AND series_id = @series",
                    ("@cost", cost), ("@unpriced", unpriced), ("@grain", (long)grain), ("@bucket", Grains.BucketOf(ClockMarks.CountedAt(one), grain)), ("@series", series));
        }

        await transaction.CommitAsync(cancellation);

        async Task<StoredEvent> ReadAsync(long id)
        {
            await using var find = connection.Of($"SELECT {EventReader.Columns} FROM trace_events e LEFT JOIN trace_runs r ON r.id = e.run_id WHERE e.id = @id", transaction);
            find.Add("@id", id);
            await using var row = await find.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            return new(EventReader.Read(row), row.Long(1));
        }

        async Task<int> ExecuteAsync(string sql, params (string Name, long? Value)[] values)
        {
            await using var command = connection.Of(sql, transaction);
            foreach (var (name, value) in values) command.AddLong(name, value);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // A sender that did not hear our answer sends the same spans again.
    private async Task<List<TraceEvent>> FreshAsync(IReadOnlyList<TraceEvent> events, DbTransaction transaction, CancellationToken cancellation)
    {
        var fresh = new List<TraceEvent>(events.Count);
        await using var keep = connection.Of(
            "INSERT INTO trace_spans (span_key, seen_us, at_us) SELECT @key, @seen, @at WHERE NOT EXISTS (SELECT 1 FROM trace_spans WHERE span_key = @key)", transaction);
        keep.Add("@key", Array.Empty<byte>());
        keep.Add("@seen", 0L);
        keep.Add("@at", 0L);
        foreach (var one in events)
            if (one.SpanId is not { } span || await IsNewAsync(one, span)) fresh.Add(one);
        return fresh;

        async Task<bool> IsNewAsync(TraceEvent one, string span)
        {
            // Events of a run itself are the console's alone: no id that an agent chooses stands in their way.
            var key = one.Kind == TraceKind.Run ? ToldKey.Of(one.Agent, one.Environment, "own", one.TraceId ?? one.Run ?? "", span) : ToldKey.OfSpan(one.Agent, one.Environment, one.TraceId ?? one.Run ?? "", span);
            keep.Parameters[0].Value = key.ToBytes();
            keep.Parameters[1].Value = StoreTime.MicrosOf(one.ReceivedAt);
            keep.Parameters[2].Value = StoreTime.MicrosOf(one.At);
            return await keep.ExecuteNonQueryAsync(cancellation) == 1;
        }
    }

    // A trace belongs to the run that any of its events names, whichever comes first: often the last span of all is the one that does.
    private async Task<IReadOnlyList<MovedCall>> FindTracesAsync(List<TraceEvent> events, TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        var moved = new List<MovedCall>();
        foreach (var trace in events.Where(one => one.TraceId is not null).GroupBy(one => (one.Agent, one.Environment, Trace: one.TraceId!)))
        {
            var known = await TraceAsync(trace.Key, transaction, cancellation);
            var naming = trace.FirstOrDefault(one => !one.IsRunGuessed && one.Run is not null);
            if (naming is null)
            {
                if (known is null) await KeepTraceAsync(trace.Key, await RunIdAsync(trace.First() with { Run = trace.Key.Trace }, transaction, cancellation), isGuessed: true, transaction, cancellation);
                continue;
            }

            var named = await RunIdAsync(naming, transaction, cancellation);
            if (known is null) await KeepTraceAsync(trace.Key, named, isGuessed: false, transaction, cancellation);
            else if (known.Value.IsGuessed && known.Value.Run != named)
            {
                moved.AddRange(await CallsAsync(known.Value.Run, named, transaction, cancellation));
                await JoinWorkflowsAsync(known.Value.Run, named, batch, transaction, cancellation);
                await JoinAsync(known.Value.Run, named, transaction, cancellation);
            }
        }

        return moved;
    }

    private async Task<long?> RunOfAsync(TraceEvent one, DbTransaction transaction, CancellationToken cancellation)
    {
        if (one is { IsRunGuessed: false, Run: not null }) return await RunIdAsync(one, transaction, cancellation);
        return one.TraceId is { } trace ? (await TraceAsync((one.Agent, one.Environment, trace), transaction, cancellation))?.Run : null;
    }

    private async Task<(long Run, bool IsGuessed)?> TraceAsync((string Agent, string Environment, string Trace) key, DbTransaction transaction, CancellationToken cancellation)
    {
        if (_traces.TryGetValue(key, out var known)) return known;
        await using var find = connection.Of("""
            SELECT t.run_id, r.is_guessed FROM trace_traces t JOIN trace_runs r ON r.id = t.run_id
            WHERE t.agent = @agent AND t.environment = @environment AND t.trace_id = @trace
            """, transaction);
        find.Add("@agent", key.Agent);
        find.Add("@environment", key.Environment);
        find.Add("@trace", key.Trace);
        await using var row = await find.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return Remember(_traces, key, (row.GetInt64(0), row.GetInt64(1) == 1));
    }

    private async Task KeepTraceAsync((string Agent, string Environment, string Trace) key, long run, bool isGuessed, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var keep = connection.Of("INSERT INTO trace_traces (agent, environment, trace_id, run_id, seen_us) SELECT @agent, @environment, @trace, @run, MAX(started_us) FROM trace_runs WHERE id = @run", transaction);
        keep.Add("@agent", key.Agent);
        keep.Add("@environment", key.Environment);
        keep.Add("@trace", key.Trace);
        keep.Add("@run", run);
        await keep.ExecuteNonQueryAsync(cancellation);
        Remember(_traces, key, (run, isGuessed));
    }

    private async Task<long> RunIdAsync(TraceEvent one, DbTransaction transaction, CancellationToken cancellation)
    {
        var key = (one.Agent, one.Environment, one.Run!);
        if (_runs.TryGetValue(key, out var known)) return known;
        await using var keep = connection.Of("""
            INSERT INTO trace_runs (agent, environment, name, is_guessed, started_us, last_us, state, events, model_calls, tool_calls, errors, denials,
              input_tokens, output_tokens, cost_nanos, unpriced, waited_ms)
            SELECT @agent, @environment, @name, @guessed, @at, @at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            WHERE NOT EXISTS (SELECT 1 FROM trace_runs WHERE agent = @agent AND environment = @environment AND name = @name)
            """, transaction);
        keep.Add("@agent", one.Agent);
        keep.Add("@environment", one.Environment);
        keep.Add("@name", one.Run);
        keep.Add("@guessed", one.IsRunGuessed ? 1L : 0L);
        keep.Add("@at", StoreTime.MicrosOf(ClockMarks.BeganAt(one)));
        await keep.ExecuteNonQueryAsync(cancellation);
        await using var find = connection.Of("SELECT id FROM trace_runs WHERE agent = @agent AND environment = @environment AND name = @name", transaction);
        find.Add("@agent", one.Agent);
        find.Add("@environment", one.Environment);
        find.Add("@name", one.Run);
        return Remember(_runs, key, (long)(await find.ExecuteScalarAsync(cancellation))!);
    }

    // The trace turns out to belong to a run that has a name: what was told of it so far moves there.
    private async Task JoinAsync(long guessed, long named, DbTransaction transaction, CancellationToken cancellation)
    {
        foreach (var sql in (string[])
        [
            "UPDATE trace_events SET run_id = @named WHERE run_id = @guessed",
            "UPDATE trace_traces SET run_id = @named WHERE run_id = @guessed",
            $"""
            UPDATE trace_runs SET
              events = events + g.events_g, model_calls = model_calls + g.model_g, tool_calls = tool_calls + g.tool_g, errors = errors + g.errors_g,
              denials = denials + g.denials_g, input_tokens = input_tokens + g.input_g, output_tokens = output_tokens + g.output_g,
              cost_nanos = cost_nanos + g.cost_g, unpriced = unpriced + g.unpriced_g, waited_ms = waited_ms + g.waited_g,
              started_us = CASE WHEN events = 0 OR g.started_g < started_us THEN g.started_g ELSE started_us END,
              last_us = CASE WHEN g.last_g > last_us THEN g.last_g ELSE last_us END,
              workflow = CASE WHEN workflow IS NULL OR g.from_g > COALESCE(workflow_from, {(int)WorkflowSource.Told}) THEN g.workflow_g ELSE workflow END,
              workflow_from = CASE WHEN workflow IS NULL OR g.from_g > COALESCE(workflow_from, {(int)WorkflowSource.Told}) THEN g.from_g ELSE workflow_from END,
              agent_version = COALESCE(agent_version, g.version_g), model = COALESCE(model, g.of_model_g),
              fault = CASE WHEN fault_us IS NULL OR g.fault_us_g < fault_us THEN g.fault_g ELSE fault END,
              fault_us = CASE WHEN fault_us IS NULL OR g.fault_us_g < fault_us THEN g.fault_us_g ELSE fault_us END
            FROM (SELECT events AS events_g, model_calls AS model_g, tool_calls AS tool_g, errors AS errors_g, denials AS denials_g, input_tokens AS input_g,
                output_tokens AS output_g, cost_nanos AS cost_g, unpriced AS unpriced_g, waited_ms AS waited_g, started_us AS started_g, last_us AS last_g,
                workflow AS workflow_g, CASE WHEN workflow IS NULL THEN NULL ELSE COALESCE(workflow_from, {(int)WorkflowSource.Told}) END AS from_g, agent_version AS version_g, model AS of_model_g, fault AS fault_g, fault_us AS fault_us_g
              FROM trace_runs WHERE id = @guessed) g
            WHERE id = @named
            """,
            """
            INSERT INTO trace_run_names (run_id, what, name) SELECT @named, g.what, g.name FROM trace_run_names g
            WHERE g.run_id = @guessed AND NOT EXISTS (SELECT 1 FROM trace_run_names n WHERE n.run_id = @named AND n.what = g.what AND n.name = g.name)
            """,
            "DELETE FROM trace_run_names WHERE run_id = @guessed",
            "DELETE FROM trace_runs WHERE id = @guessed",
        ])
        {
            await using var command = connection.Of(sql, transaction);
            command.Add("@guessed", guessed);
            command.Add("@named", named);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        _runs.Clear();
        _traces.Clear();
        _names.Clear();
    }

    private async Task<long> SeriesIdAsync(SeriesKey series, DbTransaction transaction, CancellationToken cancellation)
    {
        if (_series.TryGetValue(series, out var known)) return known;
        if (await FindSeriesAsync(series, transaction, cancellation) is { } kept) return Remember(_series, series, kept);

        if (!_seriesOf.TryGetValue(series.Agent, out var made))
        {
            await using var count = connection.Of("SELECT COUNT(*) FROM trace_series WHERE agent = @agent", transaction);
            count.Add("@agent", series.Agent);
            made = Convert.ToInt32(await count.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        }

        var allowed = made >= TelemetryLimits.SeriesPerAgentMax ? series.Coarse() : series;
        if (allowed == series || await FindSeriesAsync(allowed, transaction, cancellation) is null)
        {
            await using var keep = connection.Of("""
                INSERT INTO trace_series (agent, environment, workflow, kind, tool, model, rule_name, outcome)
                VALUES (@agent, @environment, @workflow, @kind, @tool, @model, @rule, @outcome)
                """, transaction);
            Name(keep, allowed);
            await keep.ExecuteNonQueryAsync(cancellation);
            made++;
        }

        _seriesOf[series.Agent] = made;
        return Remember(_series, series, (await FindSeriesAsync(allowed, transaction, cancellation))!.Value);
    }

    private async Task<long?> FindSeriesAsync(SeriesKey series, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var find = connection.Of("""
            SELECT id FROM trace_series WHERE agent = @agent AND environment = @environment AND workflow = @workflow AND kind = @kind
              AND tool = @tool AND model = @model AND rule_name = @rule AND outcome = @outcome
            """, transaction);
        Name(find, series);
        return (long?)await find.ExecuteScalarAsync(cancellation);
    }

    private static void Name(DbCommand command, SeriesKey series)
    {
        command.Add("@agent", series.Agent);
        command.Add("@environment", series.Environment);
        command.Add("@workflow", series.Workflow);
        command.Add("@kind", (long)series.Kind);
        command.Add("@tool", series.Tool);
        command.Add("@model", series.Model);
        command.Add("@rule", series.Rule);
        command.Add("@outcome", (long)series.Outcome);
    }

    private async Task AddRollupsAsync(TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        string[] sums = ["events", "input_tokens", "output_tokens", "cached_tokens", "cost_nanos", "unpriced", "latency_ms", "timed"];
        await using var add = connection.Of(
            $"UPDATE trace_rollups SET {string.Join(", ", sums.Select(sum => $"{sum} = {sum} + @{sum}"))} WHERE grain = @grain AND bucket = @bucket AND series_id = @series", transaction);
        await using var make = connection.Of(
            $"INSERT INTO trace_rollups (grain, bucket, series_id, {string.Join(", ", sums)}) VALUES (@grain, @bucket, @series, {string.Join(", ", sums.Select(sum => "@" + sum))})", transaction);
        foreach (var command in (DbCommand[])[add, make])
            foreach (var name in sums.Select(sum => "@" + sum).Concat(["@grain", "@bucket", "@series"])) command.Add(name, 0L);
        await using var drop = connection.Of("DELETE FROM trace_rollups WHERE grain = @grain AND bucket = @bucket AND series_id = @series AND events <= 0", transaction);
        foreach (var name in (string[])["@grain", "@bucket", "@series"]) drop.Add(name, 0L);

        // Always in one order, so that two nodes wait for each other instead of blocking each other.
        foreach (var (key, delta) in batch.Rollups.OrderBy(pair => pair.Key))
        {
            long[] values = [delta.Events, delta.InputTokens, delta.OutputTokens, delta.CachedTokens, delta.CostNanos, delta.Unpriced, delta.LatencyMs, delta.Timed,
                (long)key.Grain, key.Bucket, key.Series];
            if (values.AsSpan(0, sums.Length).IndexOfAnyExcept(0) < 0) continue;
            // What is taken back from a sum that was forgotten meanwhile is taken back from nothing.
            if (await ExecuteAsync(add, values, cancellation) == 0 && delta.Events > 0) await ExecuteAsync(make, values, cancellation);
            if (delta.Events < 0) await ExecuteAsync(drop, values[^3..], cancellation);
        }
    }

    private async Task AddLatenciesAsync(TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        if (batch.Latencies.Count == 0) return;
        await using var add = connection.Of(
            "UPDATE trace_latencies SET events = events + @events WHERE grain = @grain AND bucket = @bucket AND series_id = @series AND band = @band", transaction);
        await using var make = connection.Of(
            "INSERT INTO trace_latencies (grain, bucket, series_id, band, events) VALUES (@grain, @bucket, @series, @band, @events)", transaction);
        foreach (var command in (DbCommand[])[add, make])
            foreach (var name in (string[])["@events", "@grain", "@bucket", "@series", "@band"]) command.Add(name, 0L);
        await using var drop = connection.Of("DELETE FROM trace_latencies WHERE grain = @grain AND bucket = @bucket AND series_id = @series AND band = @band AND events <= 0", transaction);
        foreach (var name in (string[])["@grain", "@bucket", "@series", "@band"]) drop.Add(name, 0L);

        foreach (var (key, events) in batch.Latencies.OrderBy(pair => pair.Key))
        {
            long[] values = [events, (long)key.Grain, key.Bucket, key.Series, key.Band];
            if (events == 0) continue;
            if (await ExecuteAsync(add, values, cancellation) == 0 && events > 0) await ExecuteAsync(make, values, cancellation);
            if (events < 0) await ExecuteAsync(drop, values[1..], cancellation);
        }
    }

    private static Task<int> ExecuteAsync(DbCommand command, long[] values, CancellationToken cancellation)
    {
        for (var at = 0; at < values.Length; at++) command.Parameters[at].Value = values[at];
        return command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task AddRunAsync(long run, RunDelta delta, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var add = connection.Of($"""
            UPDATE trace_runs SET
              started_us = CASE WHEN events = 0 OR @first < started_us THEN @first ELSE started_us END,
              last_us = CASE WHEN @last > last_us THEN @last ELSE last_us END,
              events = events + @events, model_calls = model_calls + @model_calls, tool_calls = tool_calls + @tool_calls,
              errors = errors + @errors, denials = denials + @denials, input_tokens = input_tokens + @input, output_tokens = output_tokens + @output,
              cost_nanos = cost_nanos + @cost, unpriced = unpriced + @unpriced, waited_ms = waited_ms + @waited,
              workflow = CASE WHEN workflow IS NULL OR @from > COALESCE(workflow_from, {(int)WorkflowSource.Told}) THEN @workflow ELSE workflow END,
              workflow_from = CASE WHEN workflow IS NULL OR @from > COALESCE(workflow_from, {(int)WorkflowSource.Told}) THEN @from ELSE workflow_from END,
              agent_version = COALESCE(agent_version, @version), model = COALESCE(model, @model),
              trigger_word = COALESCE(trigger_word, @trigger),
              ended_us = COALESCE(@ended, ended_us), end_word = COALESCE(@word, end_word), state = CASE WHEN @ended IS NULL THEN state ELSE @state END
            WHERE id = @run
            """, transaction);
        add.Add("@run", run);
        add.Add("@first", delta.FirstMicros);
        add.Add("@last", delta.LastMicros);
        add.Add("@events", delta.Events);
        add.Add("@model_calls", delta.ModelCalls);
        add.Add("@tool_calls", delta.ToolCalls);
        add.Add("@errors", delta.Errors);
        add.Add("@denials", delta.Denials);
        add.Add("@input", delta.InputTokens);
        add.Add("@output", delta.OutputTokens);
        add.Add("@cost", delta.CostNanos);
        add.Add("@unpriced", delta.Unpriced);
        add.Add("@waited", delta.WaitedMs);
        add.AddText("@workflow", delta.Workflow?.Name);
        add.AddLong("@from", (long?)delta.Workflow?.Source);
        add.AddText("@version", delta.AgentVersion);
        add.AddText("@model", delta.Model);
        add.AddText("@trigger", delta.Trigger);
        add.AddLong("@ended", delta.EndedMicros);
        add.AddText("@word", delta.EndWord);
        add.Add("@state", (long)RunOutcomes.Of(delta.EndWord));
        // Remembered, and gone since: another node joined it to its named run, or it was forgotten. The next try looks again.
        if (await add.ExecuteNonQueryAsync(cancellation) != 1) throw new DBConcurrencyException("A run that was remembered is no longer there.");
        if (delta.FaultMicros is not { } at) return;

        await using var fault = connection.Of("UPDATE trace_runs SET fault_us = @at, fault = @fault WHERE id = @run AND (fault_us IS NULL OR fault_us > @at)", transaction);
        fault.Add("@run", run);
        fault.Add("@at", at);
        fault.Add("@fault", (long)delta.Fault!.Value);
        await fault.ExecuteNonQueryAsync(cancellation);
    }

    private async Task AddNamesAsync(TraceBatch batch, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var keep = connection.Of("""
            INSERT INTO trace_run_names (run_id, what, name) SELECT @run, @what, @name
            WHERE NOT EXISTS (SELECT 1 FROM trace_run_names WHERE run_id = @run AND what = @what AND name = @name)
            """, transaction);
        keep.Add("@run", 0L);
        keep.Add("@what", 0L);
        keep.Add("@name", "");
        foreach (var (run, delta) in batch.Runs)
        {
            foreach (var (what, name) in delta.Names)
            {
                if (_names.Count >= RememberedMax) _names.Clear();
                if (!_names.Add((run, what, name))) continue;
                (keep.Parameters[0].Value, keep.Parameters[1].Value, keep.Parameters[2].Value) = (run, (long)what, name);
                await keep.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    private async Task MarkAsync(FollowMark mark, DbTransaction transaction, CancellationToken cancellation)
    {
        await using (var make = connection.Of("INSERT INTO trace_marks (name, value) SELECT @name, 0 WHERE NOT EXISTS (SELECT 1 FROM trace_marks WHERE name = @name)", transaction))
        {
            make.Add("@name", mark.Name);
            await make.ExecuteNonQueryAsync(cancellation);
        }

        await using var move = connection.Of("UPDATE trace_marks SET value = @to WHERE name = @name AND value = @from", transaction);
        move.Add("@name", mark.Name);
        move.Add("@from", mark.From);
        move.Add("@to", mark.To);
        // INVARIANT: who finds the mark moved writes nothing of what belongs to it.
        if (await move.ExecuteNonQueryAsync(cancellation) != 1) throw new MarkMovedException();
    }

    private static TValue Remember<TKey, TValue>(Dictionary<TKey, TValue> memory, TKey key, TValue value) where TKey : notnull
    {
        if (memory.Count >= RememberedMax) memory.Clear();
        return memory[key] = value;
    }
}
