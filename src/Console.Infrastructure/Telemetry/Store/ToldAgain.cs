using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>
/// Finds what one transaction tells a second time: a call of a tool that both the agent's trace and its report tell, and spans of one call that
/// stand in one another and come in different bodies. Each counts once, whichever came first. What is told once costs one look for many.
/// </summary>
internal sealed class ToldAgain(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
{
    private const int KeysMax = 200;

    // Both ends of the wire say so; the agent's own span of the call does not.
    private const string WireMark = "\"mcp.method.name\"";

    private readonly Dictionary<long, Told> _kept = [];
    private readonly Dictionary<ToldKey, ToldPlace> _first = [];
    private readonly Dictionary<ToldKey, ToldPlace> _moved = [];

    /// <summary>Events that were kept before and are others now, in the order of their ids.</summary>
    public IReadOnlyList<Told> Changed => [.. _kept.Values.Where(one => one.Event != one.Before).OrderBy(one => one.Before.Id)];

    /// <summary>Of model calls in one another the innermost with tokens counts, of calls of one tool over the wire the outermost.</summary>
    public async Task SettleSpansAsync(IReadOnlyList<Told> told)
    {
        var spans = new Dictionary<SpanPlace, Told>();
        foreach (var one in told)
            if (SpanPlace.Of(one.Event) is { } place) spans.TryAdd(place, one);
        if (spans.Count == 0) return;

        var asked = new HashSet<ToldKey>();
        foreach (var (place, one) in spans)
        {
            if (MayBeAround(spans, place, one)) asked.Add(place.ModelKey);
            if (one.Event.Tool is { } tool) asked.Add(place.ToolKey(tool));
            if (place.Around(one.Event) is { } outer && !spans.ContainsKey(outer)) asked.Add(outer.Key);
        }

        var known = await KnownAsync(asked);
        await SettleModelsAsync(spans, known);
        await SettleToolsAsync(spans, known);
    }

    /// <summary>A call is the same by its id within its run.</summary>
    /// <param name="moved">Calls that this transaction brought into another run.</param>
    public async Task SettleCallsAsync(IReadOnlyList<Told> told, IReadOnlyList<MovedCall> moved)
    {
        var calls = (from one in told
                     where one is { Run: not null, Event: { Kind: TraceKind.ToolCall, ToolCallId: not null } }
                     select (Key: CallKey(one.Event.Agent, one.Event.Environment, one.Run!.Value, one.Event.ToolCallId!), Told: one)).ToList();
        var joined = moved.Select(call => (Key: CallKey(call.Agent, call.Environment, call.Run, call.Call), Call: call)).ToList();
        var known = await KnownAsync([.. calls.Select(call => call.Key), .. joined.Select(call => call.Key)]);
        var counted = new Dictionary<ToldKey, Told>();

        foreach (var (key, call) in joined)
        {
            var first = known.TryGetValue(key, out var place) ? await FindCallAsync(call.Run, call.Call, place) : null;
            if (first is not { Event.Kind: TraceKind.ToolCall }) known[key] = _moved[key] = call.Place;
            else if (await FindCallAsync(call.Run, call.Call, call.Place) is { Event.Kind: TraceKind.ToolCall } second && second != first)
                (first.Event, second.Event) = ToldTwice.CallOf(first.Event, second.Event);
        }

        foreach (var (key, one) in calls)
        {
            if (!counted.TryGetValue(key, out var first) && known.TryGetValue(key, out var place))
            {
                first = await FindCallAsync(one.Run!.Value, one.Event.ToolCallId!, place);
                if (first is null)
                {
                    // Counted once, and forgotten since. That it failed is told all the same.
                    if (one.Event is not { Word: not null, Outcome: TraceOutcome.Error }) one.Event = ToldTwice.Beside(one.Event) with { Outcome = TraceOutcome.Unknown };
                    continue;
                }
            }

            // Under an id that another tool's call bears a failure stays its own tool's, so that nothing told before hides it.
            if (first is { Event.Kind: TraceKind.ToolCall } && first.Event.Tool != one.Event.Tool && one.Event is { Word: not null, Outcome: TraceOutcome.Error }) continue;
            if (first is { Event.Kind: TraceKind.ToolCall })
            {
                (first.Event, one.Event) = ToldTwice.CallOf(first.Event, one.Event);
                counted[key] = first;
                continue;
            }

            _moved[key] = ToldPlace.Of(one.Event);
            counted[key] = one;
        }
    }

    /// <summary>Keeps what is to be known of when it is told again.</summary>
    public async Task KeepAsync()
    {
        await using var keep = connection.Of(
            "INSERT INTO trace_spans (span_key, seen_us, at_us) SELECT @key, @seen, @at WHERE NOT EXISTS (SELECT 1 FROM trace_spans WHERE span_key = @key)", transaction);
        await using var move = connection.Of("UPDATE trace_spans SET seen_us = @seen, at_us = @at WHERE span_key = @key", transaction);
        foreach (var command in (DbCommand[])[keep, move])
        {
            command.Add("@key", Array.Empty<byte>());
            command.Add("@seen", 0L);
            command.AddLong("@at", null);
        }

        foreach (var (key, place) in _first) await ExecuteAsync(keep, key, place);
        foreach (var (key, place) in _moved)
            if (await ExecuteAsync(keep, key, place) == 0) await ExecuteAsync(move, key, place);

        Task<int> ExecuteAsync(DbCommand command, ToldKey key, ToldPlace place)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value) = (key.ToBytes(), place.SeenMicros, place.AtMicros is { } at ? at : DBNull.Value);
            return command.ExecuteNonQueryAsync(cancellation);
        }
    }

    // Whether a model call stands within a span is asked only where it may change something: it is one itself, or one may stand around it.
    private static bool MayBeAround(Dictionary<SpanPlace, Told> spans, SpanPlace place, Told one)
    {
        for (var up = 0; up < SpanLimits.EnclosingMax; up++)
        {
            if (one.Event.Kind == TraceKind.ModelCall) return true;
            if (place.Around(one.Event) is not { } outer) return false;
            if (!spans.TryGetValue(outer, out var next)) return true;
            (place, one) = (outer, next);
        }

        return true;
    }

    private async Task SettleModelsAsync(Dictionary<SpanPlace, Told> spans, Dictionary<ToldKey, ToldPlace> known)
    {
        var around = new HashSet<Told>();
        var above = new Dictionary<SpanPlace, Told>();
        foreach (var (place, one) in spans)
        {
            var isAround = known.ContainsKey(place.ModelKey);
            if (!isAround && one.Event is not ({ Kind: TraceKind.ModelCall, InputTokens: not null } or { Kind: TraceKind.ModelCall, OutputTokens: not null })) continue;
            if (isAround) around.Add(one);
            Climb(place, one);
        }

        foreach (var outer in around)
            if (outer.Event.Kind == TraceKind.ModelCall) outer.Event = ToldTwice.Beside(outer.Event);

        foreach (var (outer, inner) in above)
        {
            if (!known.TryGetValue(outer.Key, out var place)) _first.TryAdd(outer.ModelKey, ToldPlace.Of(inner.Event));
            else if (await FindSpanAsync(outer, inner.Run, place) is { Event.Kind: TraceKind.ModelCall } kept) kept.Event = ToldTwice.Beside(kept.Event);
        }

        // Each span is walked through once; a circle ends where it began.
        void Climb(SpanPlace place, Told one)
        {
            for (var (at, inner) = (place, one); at.Around(inner.Event) is { } up; (at, inner) = (up, spans[up]))
            {
                if (!spans.TryGetValue(up, out var outer)) above.TryAdd(up, inner);
                if (outer is null || outer == one || !around.Add(outer)) return;
            }
        }
    }

    private async Task SettleToolsAsync(Dictionary<SpanPlace, Told> spans, Dictionary<ToldKey, ToldPlace> known)
    {
        var inner = new List<Told>();
        foreach (var (place, one) in spans)
        {
            if (one.Event is not { Tool: { } tool, Kind: TraceKind.ToolCall or TraceKind.Step }) continue;
            if (IsFarEnd(one.Event) && place.Around(one.Event) is { } up)
            {
                if (spans.TryGetValue(up, out var outer))
                {
                    if (IsOf(outer.Event, tool)) inner.Add(one);
                }
                else if (!known.TryGetValue(up.Key, out var around)) _first.TryAdd(up.ToolKey(tool), ToldPlace.Of(one.Event));
                else if (await FindSpanAsync(up, one.Run, around) is { } kept && IsOf(kept.Event, tool)) inner.Add(one);
            }

            if (!known.TryGetValue(place.ToolKey(tool), out var first)) continue;
            foreach (var kept in await FindWithinAsync(place, one, tool, first))
                if (IsFarEnd(kept.Event)) kept.Event = ToldTwice.Beside(kept.Event);
        }

        // All are told apart before the first is changed: the far end of the wire stands within the near one.
        foreach (var one in inner) one.Event = ToldTwice.Beside(one.Event);
    }

    private static bool IsFarEnd(TraceEvent one) => one.Kind == TraceKind.ToolCall && one.Detail?.Contains(WireMark, StringComparison.Ordinal) == true;

    private static bool IsOf(TraceEvent one, string tool) => one.Tool == tool && one.Kind is TraceKind.ToolCall or TraceKind.Step;

    private static ToldKey CallKey(string agent, string environment, long run, string call) =>
        ToldKey.Of(agent, environment, "call in", run.ToString(CultureInfo.InvariantCulture), call);

    private async Task<Dictionary<ToldKey, ToldPlace>> KnownAsync(IReadOnlyCollection<ToldKey> keys)
    {
        var known = new Dictionary<ToldKey, ToldPlace>();
        foreach (var some in keys.Distinct().Chunk(KeysMax))
        {
            await using var find = connection.Of($"SELECT span_key, seen_us, at_us FROM trace_spans WHERE span_key IN ({string.Join(", ", some.Select((_, at) => "@k" + at))})", transaction);
            foreach (var (at, key) in some.Index()) find.Add("@k" + at.ToString(CultureInfo.InvariantCulture), key.ToBytes());
            await using var row = await find.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) known[ToldKey.Read(await row.GetFieldValueAsync<byte[]>(0, cancellation))] = new(row.Long(2), row.GetInt64(1));
        }

        return known;
    }

    private async Task<Told?> FindCallAsync(long run, string call, ToldPlace place)
    {
        if (place.AtMicros is not { } at) return null;
        return (await ReadAsync("e.at_us = @at AND e.received_us = @seen AND e.tool_call_id = @call", run, ("@at", at), ("@seen", place.SeenMicros), ("@call", call)))
            .OrderBy(one => one.Event.Kind == TraceKind.ToolCall ? 0 : 1).FirstOrDefault();
    }

    private async Task<Told?> FindSpanAsync(SpanPlace span, long? run, ToldPlace place)
    {
        if (run is not { } id || place.AtMicros is not { } at) return null;
        var found = await ReadAsync("e.at_us = @at AND e.received_us = @seen AND e.trace_id = @trace AND e.span_id = @span", id,
            ("@at", at), ("@seen", place.SeenMicros), ("@trace", span.Trace), ("@span", span.Span));
        return found.Count > 0 ? found[0] : null;
    }

    private async Task<IReadOnlyList<Told>> FindWithinAsync(SpanPlace span, Told outer, string tool, ToldPlace first)
    {
        if (outer.Run is not { } run || first.AtMicros is not { } at) return [];
        return await ReadAsync("e.at_us >= @at AND e.at_us <= @until AND e.received_us >= @seen AND e.trace_id = @trace AND e.parent_span_id = @span AND e.tool = @tool", run,
            ("@at", Math.Min(at, StoreTime.MicrosOf(outer.Event.At))), ("@until", Math.Max(at, StoreTime.MicrosOf(outer.Event.EndedAt))), ("@seen", first.SeenMicros), ("@trace", span.Trace), ("@span", span.Span), ("@tool", tool));
    }

    private async Task<IReadOnlyList<Told>> ReadAsync(string where, long run, params (string Name, object Value)[] values)
    {
        await using var find = connection.Of($"SELECT {EventReader.Columns} FROM trace_events e LEFT JOIN trace_runs r ON r.id = e.run_id WHERE e.run_id = @run AND {where}", transaction);
        find.Add("@run", run);
        foreach (var (name, value) in values) find.Add(name, value);
        await using var row = await find.ExecuteReaderAsync(cancellation);
        var found = new List<Told>();
        while (await row.ReadAsync(cancellation))
        {
            var one = EventReader.Read(row);
            if (!_kept.TryGetValue(one.Id, out var kept)) _kept[one.Id] = kept = new(one, run);
            found.Add(kept);
        }

        return found;
    }
}
