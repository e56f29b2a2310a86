namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>The values of an event's columns, in the order of <see cref="TraceTables.EventColumns"/>.</summary>
internal static class EventValues
{
    public static void Fill(StoredEvent stored, object?[] values)
    {
        var one = stored.Event;
        values[0] = stored.Run;
        values[1] = one.Agent;
        values[2] = one.Environment;
        values[3] = StoreTime.MicrosOf(one.At);
        values[4] = StoreTime.MicrosOf(one.ReceivedAt);
        values[5] = (long)one.Clock;
        values[6] = (long)one.Kind;
        values[7] = (long)one.Outcome;
        values[8] = one.Workflow;
        values[9] = one.Name;
        values[10] = one.AgentVersion;
        values[11] = one.Model;
        values[12] = one.Tool;
        values[13] = one.ToolCallId;
        values[14] = one.Proposal;
        values[15] = one.Rule;
        values[16] = one.Word;
        values[17] = one.TraceId;
        values[18] = one.SpanId;
        values[19] = one.ParentSpanId;
        values[20] = one.LatencyMs;
        values[21] = one.InputTokens;
        values[22] = one.OutputTokens;
        values[23] = one.CachedTokens;
        values[24] = one.CostNanos;
        values[25] = (long)one.CostSource;
        values[26] = one.ErrorType;
        values[27] = one.Error;
        values[28] = one.CallHash;
        values[29] = one.Detail;
    }
}
