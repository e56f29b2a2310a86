using System.Data.Common;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Reads events back.</summary>
internal static class EventReader
{
    /// <summary>The columns that <see cref="Read"/> expects, of events <c>e</c> with their runs <c>r</c>.</summary>
    public static readonly string Columns = "e.id, " + string.Join(", ", TraceTables.EventColumns.Select(column => "e." + column)) + ", r.name, r.is_guessed";

    public static TraceEvent Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Agent = row.GetString(2),
        Environment = row.GetString(3),
        At = StoreTime.At(row.GetInt64(4)),
        ReceivedAt = StoreTime.At(row.GetInt64(5)),
        Clock = (ClockMark)row.GetInt64(6),
        Kind = (TraceKind)row.GetInt64(7),
        Outcome = (TraceOutcome)row.GetInt64(8),
        Workflow = row.Text(9),
        Name = row.Text(10),
        AgentVersion = row.Text(11),
        Model = row.Text(12),
        Tool = row.Text(13),
        ToolCallId = row.Text(14),
        Proposal = row.Text(15),
        Rule = row.Text(16),
        Word = row.Text(17),
        TraceId = row.Text(18),
        SpanId = row.Text(19),
        ParentSpanId = row.Text(20),
        LatencyMs = row.Long(21),
        InputTokens = row.Long(22),
        OutputTokens = row.Long(23),
        CachedTokens = row.Long(24),
        CostNanos = row.Long(25),
        CostSource = (CostSource)row.GetInt64(26),
        ErrorType = row.Text(27),
        Error = row.Text(28),
        CallHash = row.Text(29),
        Detail = row.Text(30),
        Run = row.Text(31),
        IsRunGuessed = row.Long(32) == 1,
    };
}
