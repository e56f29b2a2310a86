using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Finds runs and reads what happened in them, from the operational store alone.</summary>
public sealed class RunsQuery
{
    private readonly TraceStore _store;

    internal RunsQuery(TraceStore store) => _store = store;

    /// <summary>Runs, the latest first.</summary>
    /// <param name="before">The place of the last one that was read; null from the latest on.</param>
    public async Task<IReadOnlyList<RunFigures>> ListAsync(RunsFilter filter, RunPlace? before, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        var where = Conditions(list, filter);
        if (before is { } place)
        {
            where.Add("(started_us < @before OR (started_us = @before AND id < @before_id))");
            list.Add("@before", place.Micros);
            list.Add("@before_id", place.Id);
        }

        list.Say($"SELECT {RunReader.Columns} FROM trace_runs{Where(where)} ORDER BY started_us DESC, id DESC{_store.Dialect.First(count)}");
        return await ReadAsync(list, RunReader.Read, cancellation);
    }

    /// <summary>Of the runs that are asked for those that cost most.</summary>
    public async Task<IReadOnlyList<RunFigures>> DearestAsync(RunsFilter filter, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        var where = Conditions(list, filter);
        where.Add("cost_nanos > 0");
        list.Say($"SELECT {RunReader.Columns} FROM trace_runs{Where(where)} ORDER BY cost_nanos DESC, id DESC{_store.Dialect.First(count)}");
        return await ReadAsync(list, RunReader.Read, cancellation);
    }

    /// <summary>Of the latest runs that are asked for, those first that stand out most among their peers.</summary>
    public async Task<IReadOnlyList<SuspectRun>> SuspectsAsync(RunsFilter filter, int count, CancellationToken cancellation)
    {
        var runs = await ListAsync(filter, null, SuspectsReadMax, cancellation);
        var triage = RunTriage.Of([.. runs.Select(run => new TriageFigures(run.Id, run.Workflow ?? run.Agent, run.ModelCalls, run.Errors + run.Denials, run.OutputTokens))]);
        return [.. runs.Select(run => new SuspectRun(run, triage[run.Id])).OrderByDescending(one => one.Triage.Score).ThenByDescending(one => one.Run.StartedAt).Take(count)];
    }

    /// <summary>
    /// Runs of that name, the latest first: a name is its agent's own, so that there may be several. Where there is none, those that a
    /// trace of that id turned out to belong to.
    /// </summary>
    public async Task<IReadOnlyList<RunFigures>> FindAsync(string name, string? agent, string? environment, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        return await FindAsync(connection, "name = @name", name, agent, environment, cancellation) is { Count: > 0 } named
            ? named
            : await FindAsync(connection, "id IN (SELECT run_id FROM trace_traces WHERE trace_id = @name)", name, agent, environment, cancellation);
    }

    private async Task<IReadOnlyList<RunFigures>> FindAsync(
        DbConnection connection, string whose, string name, string? agent, string? environment, CancellationToken cancellation)
    {
        await using var find = connection.Of("");
        List<string> where = [whose];
        find.Add("@name", name);
        Equal(find, where, "agent", agent);
        Equal(find, where, "environment", environment);
        find.Say($"SELECT {RunReader.Columns} FROM trace_runs{Where(where)} ORDER BY last_us DESC, id DESC{_store.Dialect.First(SameNameMax)}");
        return await ReadAsync(find, RunReader.Read, cancellation);
    }

    /// <summary>Events of a run in the order of their times.</summary>
    public async Task<IReadOnlyList<TraceEvent>> EventsAsync(long run, RunPlace? after, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        list.Add("@run", run);
        var beyond = "";
        if (after is { } place)
        {
            beyond = " AND (e.at_us > @after OR (e.at_us = @after AND e.id > @after_id))";
            list.Add("@after", place.Micros);
            list.Add("@after_id", place.Id);
        }

        list.Say($"""
            SELECT {EventReader.Columns} FROM trace_events e JOIN trace_runs r ON r.id = e.run_id
            WHERE e.run_id = @run{beyond} ORDER BY e.at_us, e.id{_store.Dialect.First(count)}
            """);
        return await ReadAsync(list, EventReader.Read, cancellation);
    }

    /// <summary>The events of a run that its story and its page tell of.</summary>
    public async Task<RunEvents> ReadAsync(RunFigures run, CancellationToken cancellation)
    {
        if (run.Events <= TelemetryLimits.StoryEventsMax) return RunEvents.Of(await EventsAsync(run.Id, null, TelemetryLimits.StoryEventsMax, cancellation), run.Events);
        var first = await EventsAsync(run.Id, null, TelemetryLimits.StoryHeadMax, cancellation);
        return RunEvents.Of([.. first, .. await LatestAsync(run.Id, TelemetryLimits.StoryTailMax, cancellation)], run.Events);
    }

    private async Task<IReadOnlyList<TraceEvent>> LatestAsync(long run, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of($"""
            SELECT {EventReader.Columns} FROM trace_events e JOIN trace_runs r ON r.id = e.run_id
            WHERE e.run_id = @run ORDER BY e.at_us DESC, e.id DESC{_store.Dialect.First(count)}
            """);
        list.Add("@run", run);
        return await ReadAsync(list, EventReader.Read, cancellation);
    }

    /// <summary>Events of a run that were written after the one with this id, in the order of their times.</summary>
    public async Task<IReadOnlyList<TraceEvent>> EventsSinceAsync(long run, long id, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        list.Add("@run", run);
        list.Add("@id", id);
        list.Say($"""
            SELECT {EventReader.Columns} FROM trace_events e JOIN trace_runs r ON r.id = e.run_id
            WHERE e.run_id = @run AND e.id > @id ORDER BY e.at_us, e.id{_store.Dialect.First(count)}
            """);
        return await ReadAsync(list, EventReader.Read, cancellation);
    }

    /// <summary>Where the next page of events begins.</summary>
    public static RunPlace PlaceOf(TraceEvent one) => new(StoreTime.MicrosOf(one.At), one.Id);

    public static RunPlace PlaceOf(RunFigures run) => new(StoreTime.MicrosOf(run.StartedAt), run.Id);

    /// <summary>The latest run of the same agent and workflow that went well before this one; null where there is none.</summary>
    public async Task<RunFigures?> LastGoodAsync(RunFigures run, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var find = connection.Of("");
        List<string> where = ["agent = @agent", "environment = @environment", "state = @state", "started_us < @before", "id <> @run"];
        find.Add("@agent", run.Agent);
        find.Add("@environment", run.Environment);
        find.Add("@state", (long)RunState.Succeeded);
        find.Add("@before", StoreTime.MicrosOf(run.StartedAt));
        find.Add("@run", run.Id);
        if (run.Workflow is { } workflow)
        {
            where.Add("workflow = @workflow");
            find.Add("@workflow", workflow);
        }

        find.Say($"SELECT {RunReader.Columns} FROM trace_runs{Where(where)} ORDER BY started_us DESC, id DESC{_store.Dialect.First(1)}");
        return (await ReadAsync(find, RunReader.Read, cancellation)).SingleOrDefault();
    }

    /// <summary>The sets of policies, each with its version, that proposals of these runs were judged by.</summary>
    public async Task<ILookup<long, string>> PoliciesAsync(IReadOnlyCollection<long> runs, CancellationToken cancellation)
    {
        if (runs.Count == 0) return Array.Empty<long>().ToLookup(run => run, _ => "");
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of(string.Create(CultureInfo.InvariantCulture,
            $"SELECT run_id, name FROM trace_run_names WHERE run_id IN ({string.Join(", ", runs)}) AND what = {(int)RunName.Policy} ORDER BY run_id, name{_store.Dialect.First(PoliciesMax)}"));
        return (await ReadAsync(list, row => (Run: row.GetInt64(0), Name: row.GetString(1)), cancellation)).ToLookup(one => one.Run, one => one.Name);
    }

    private const int SameNameMax = 20;
    private const int PoliciesMax = 5_000;
    private const int SuspectsReadMax = 1_000;

    private static List<string> Conditions(DbCommand command, RunsFilter filter)
    {
        var where = new List<string>();
        Equal(command, where, "agent", filter.Agent);
        Equal(command, where, "environment", filter.Environment);
        Equal(command, where, "workflow", filter.Workflow);
        Compare(command, where, "state", "=", filter.State is { } state ? (long)state : null);
        Compare(command, where, "cost_nanos", ">=", filter.CostNanosMin);
        if (filter.From is { } from)
        {
            // What was active since began when the first of that did, or later: so far back the runs are walked, and no further. The sum
            // keeps SQLite from looking for the first by walking them all.
            where.Add("last_us >= @from AND started_us >= (SELECT MIN(started_us + 0) FROM trace_runs WHERE last_us >= @from)");
            command.Add("@from", StoreTime.MicrosOf(from));
        }

        Compare(command, where, "started_us", "<", filter.To is { } to ? StoreTime.MicrosOf(to) : null, "@to");
        if (filter.IsFaulty) where.Add("fault IS NOT NULL");
        Named(command, where, RunName.Tool, "@tool", filter.Tool);
        Named(command, where, RunName.Model, "@model", filter.Model);
        Named(command, where, RunName.Rule, "@rule", filter.Rule);
        Named(command, where, RunName.Layer, "@layer", filter.Fault is { } fault ? WireName.Of(fault) : null);
        if (filter.Search is not { Length: > 0 } search) return where;
        // A name is found by how it begins: the end of the alphabet closes the range, so that the index on names serves.
        where.Add("((name >= @search AND name < @search_end) OR agent = @search OR workflow = @search)");
        command.Add("@search", search);
        command.Add("@search_end", search + '\uffff');
        return where;
    }

    private static void Equal(DbCommand command, List<string> where, string column, string? value)
    {
        if (value is null) return;
        where.Add($"{column} = @{column}");
        command.Add("@" + column, value);
    }

    private static void Named(DbCommand command, List<string> where, RunName what, string parameter, string? name)
    {
        if (name is null) return;
        where.Add(string.Create(CultureInfo.InvariantCulture, $"EXISTS (SELECT 1 FROM trace_run_names n WHERE n.run_id = trace_runs.id AND n.what = {(int)what} AND n.name = {parameter})"));
        command.Add(parameter, name);
    }

    private static void Compare(DbCommand command, List<string> where, string column, string comparison, long? value, string? name = null)
    {
        if (value is null) return;
        name ??= "@" + column;
        where.Add($"{column} {comparison} {name}");
        command.Add(name, value);
    }

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellation)) found.Add(read(rows));
        return found;
    }
}
