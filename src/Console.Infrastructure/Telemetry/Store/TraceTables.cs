using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>
/// The tables of the operational store, once for all databases: <c>{id}</c> counts itself, <c>{text}</c> is compared byte by byte.
/// Statements only make what is missing, so that they may run at every start.
/// </summary>
internal static class TraceTables
{
    public const string Events = "trace_events";

    /// <summary>Columns of an event, in the order in which they are written.</summary>
    public static readonly string[] EventColumns =
    [
        "run_id", "agent", "environment", "at_us", "received_us", "clock_mark", "kind", "outcome", "workflow", "name", "agent_version", "model", "tool",
        "tool_call_id", "proposal", "rule_name", "word", "trace_id", "span_id", "parent_span_id", "latency_ms", "input_tokens", "output_tokens", "cached_tokens",
        "cost_nanos", "cost_source", "error_type", "error_text", "call_hash", "detail",
    ];

    public const string EventBody = """
        run_id {long} NULL, agent {text} NOT NULL, environment {text} NOT NULL, at_us {long} NOT NULL, received_us {long} NOT NULL,
        clock_mark {long} NOT NULL, kind {long} NOT NULL, outcome {long} NOT NULL, workflow {text} NULL, name {text} NULL, agent_version {text} NULL,
        model {text} NULL, tool {text} NULL, tool_call_id {text} NULL, proposal {text} NULL, rule_name {text} NULL, word {text} NULL,
        trace_id {text} NULL, span_id {text} NULL, parent_span_id {text} NULL, latency_ms {long} NULL,
        input_tokens {long} NULL, output_tokens {long} NULL, cached_tokens {long} NULL, cost_nanos {long} NULL, cost_source {long} NOT NULL,
        error_type {text} NULL, error_text {text} NULL, call_hash {text} NULL, detail {passage} NULL
        """;

    private const string NamesMark = "run_names";
    private const string LayersMark = "run_layers";

    public const string EventsByRun = "CREATE INDEX {ifnone} trace_events_run ON trace_events (run_id, at_us)";

    /// <summary>Everything but the events themselves, which PostgreSQL keeps in a table for each day.</summary>
    public static readonly (string Name, string Create)[] Others =
    [
        ("trace_series", """
            CREATE TABLE {ifnone} trace_series (
              id {id}, agent {text} NOT NULL, environment {text} NOT NULL, workflow {text} NOT NULL, kind {long} NOT NULL,
              tool {text} NOT NULL, model {text} NOT NULL, rule_name {text} NOT NULL, outcome {long} NOT NULL)
            """),
        ("trace_series_key", "CREATE UNIQUE INDEX {ifnone} trace_series_key ON trace_series (agent, environment, workflow, kind, tool, model, rule_name, outcome)"),
        ("trace_runs", """
            CREATE TABLE {ifnone} trace_runs (
              id {id}, agent {text} NOT NULL, environment {text} NOT NULL, name {title} NOT NULL, is_guessed {long} NOT NULL,
              workflow {text} NULL, agent_version {text} NULL, model {text} NULL, trigger_word {text} NULL,
              started_us {long} NOT NULL, last_us {long} NOT NULL, ended_us {long} NULL, end_word {text} NULL, state {long} NOT NULL,
              events {long} NOT NULL, model_calls {long} NOT NULL, tool_calls {long} NOT NULL, errors {long} NOT NULL, denials {long} NOT NULL,
              input_tokens {long} NOT NULL, output_tokens {long} NOT NULL, cost_nanos {long} NOT NULL, unpriced {long} NOT NULL, waited_ms {long} NOT NULL,
              fault_us {long} NULL, fault {long} NULL, workflow_from {long} NULL)
            """),
        ("trace_runs_key", "CREATE UNIQUE INDEX {ifnone} trace_runs_key ON trace_runs (agent, environment, name)"),
        ("trace_runs_name", "CREATE INDEX {ifnone} trace_runs_name ON trace_runs (name)"),
        ("trace_runs_start", "CREATE INDEX {ifnone} trace_runs_start ON trace_runs (started_us, id)"),
        ("trace_runs_agent", "CREATE INDEX {ifnone} trace_runs_agent ON trace_runs (agent, started_us)"),
        ("trace_runs_workflow", "CREATE INDEX {ifnone} trace_runs_workflow ON trace_runs (workflow, started_us)"),
        ("trace_runs_last", "CREATE INDEX {ifnone} trace_runs_last ON trace_runs (last_us, started_us)"),
        ("trace_run_names", """
            CREATE TABLE {ifnone} trace_run_names (
              run_id {long} NOT NULL, what {long} NOT NULL, name {text} NOT NULL, PRIMARY KEY (run_id, what, name)){rowless}
            """),
        ("trace_traces", """
            CREATE TABLE {ifnone} trace_traces (
              agent {text} NOT NULL, environment {text} NOT NULL, trace_id {text} NOT NULL, run_id {long} NOT NULL, seen_us {long} NOT NULL,
              PRIMARY KEY (agent, environment, trace_id))
            """),
        ("trace_traces_id", "CREATE INDEX {ifnone} trace_traces_id ON trace_traces (trace_id)"),
        ("trace_traces_run", "CREATE INDEX {ifnone} trace_traces_run ON trace_traces (run_id)"),
        ("trace_spans", "CREATE TABLE {ifnone} trace_spans (span_key {key} NOT NULL, seen_us {long} NOT NULL, at_us {long} NULL, PRIMARY KEY (span_key)){rowless}"),
        ("trace_spans_seen", "CREATE INDEX {ifnone} trace_spans_seen ON trace_spans (seen_us)"),
        ("trace_rollups", """
            CREATE TABLE {ifnone} trace_rollups (
              grain {long} NOT NULL, bucket {long} NOT NULL, series_id {long} NOT NULL, events {long} NOT NULL,
              input_tokens {long} NOT NULL, output_tokens {long} NOT NULL, cached_tokens {long} NOT NULL, cost_nanos {long} NOT NULL, unpriced {long} NOT NULL,
              latency_ms {long} NOT NULL, timed {long} NOT NULL, PRIMARY KEY (grain, bucket, series_id)){rowless}
            """),
        ("trace_latencies", """
            CREATE TABLE {ifnone} trace_latencies (
              grain {long} NOT NULL, bucket {long} NOT NULL, series_id {long} NOT NULL, band {long} NOT NULL, events {long} NOT NULL,
              PRIMARY KEY (grain, bucket, series_id, band)){rowless}
            """),
        ("trace_baselines", """
            CREATE TABLE {ifnone} trace_baselines (
              workflow {text} NOT NULL, resolution_ms {long} NULL, cost_nanos {long} NULL, per_day_milli {long} NULL, person_bp {long} NULL, failed_bp {long} NULL,
              note {text} NULL, recorded_by {text} NOT NULL, recorded_us {long} NOT NULL, PRIMARY KEY (workflow)){rowless}
            """),
        ("trace_marks", "CREATE TABLE {ifnone} trace_marks (name {text} NOT NULL, value {long} NOT NULL, PRIMARY KEY (name)){rowless}"),
    ];

    /// <summary>Columns that a store lacks which was made before there were any such.</summary>
    public static readonly (string Table, string Column)[] Later = [("trace_runs", "workflow_from"), ("trace_spans", "at_us")];

    private static readonly (RunName What, string Column)[] Named = [(RunName.Tool, "tool"), (RunName.Model, "model"), (RunName.Rule, "rule_name")];

    // Runs that a store kept before it kept their names; the mark says that this was done.
    private static readonly string[] NamesOfEarlierRuns =
    [
        .. Named.Select(one => $"""
            INSERT INTO trace_run_names (run_id, what, name)
            SELECT DISTINCT e.run_id, {(int)one.What}, e.{one.Column} FROM trace_events e
            WHERE e.run_id IS NOT NULL AND e.{one.Column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM trace_marks WHERE name = '{NamesMark}')
              AND NOT EXISTS (SELECT 1 FROM trace_run_names n WHERE n.run_id = e.run_id AND n.what = {(int)one.What} AND n.name = e.{one.Column})
            """),
        Marked(NamesMark),
    ];

    // The same of layers: of events that were forgotten the run itself still tells the first.
    private static readonly string[] LayersOfEarlierRuns = [.. Enum.GetValues<FaultDomain>().SelectMany(LayersOf), Marked(LayersMark)];

    private static IEnumerable<string> LayersOf(FaultDomain layer)
    {
        var ways = from kind in Enum.GetValues<TraceKind>()
                   from outcome in Enum.GetValues<TraceOutcome>()
                   where FaultDomains.Of(kind, outcome) == layer
                   select $"(x.kind = {(int)kind} AND x.outcome = {(int)outcome})";
        yield return Keep($"trace_events x WHERE x.run_id IS NOT NULL AND ({string.Join(" OR ", ways)})", "run_id");
        yield return Keep($"trace_runs x WHERE x.fault = {(int)layer}", "id");

        string Keep(string where, string run) => $"""
            INSERT INTO trace_run_names (run_id, what, name)
            SELECT DISTINCT x.{run}, {(int)RunName.Layer}, '{WireName.Of(layer)}' FROM {where} AND NOT EXISTS (SELECT 1 FROM trace_marks WHERE name = '{LayersMark}')
              AND NOT EXISTS (SELECT 1 FROM trace_run_names n WHERE n.run_id = x.{run} AND n.what = {(int)RunName.Layer} AND n.name = '{WireName.Of(layer)}')
            """;
    }

    private static string Marked(string mark) =>
        $"INSERT INTO trace_marks (name, value) SELECT '{mark}', 1 WHERE NOT EXISTS (SELECT 1 FROM trace_marks WHERE name = '{mark}')";

    /// <summary>Tells of runs what a store did not keep of them before; each once.</summary>
    public static readonly string[] OfEarlierRuns = [.. NamesOfEarlierRuns, .. LayersOfEarlierRuns];

    /// <summary>A statement in one database's spelling.</summary>
    public static string Spell(string statement, ITraceDialect dialect)
    {
        foreach (var type in (string[])["id", "text", "title", "passage", "long", "key", "ifnone", "rowless"])
            statement = statement.Replace("{" + type + "}", dialect.TypeOf(type), StringComparison.Ordinal);
        return statement;
    }
}
