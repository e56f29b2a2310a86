using AgentConsole.Domain.Spend;

namespace AgentConsole.Domain.Telemetry;

/// <summary>Prices an event by the book: the tokens of its model, and the call of its tool where calls have a price.</summary>
public static class TracePrice
{
    /// <summary>Billionths of a US dollar; null where no price is known for something that has one to pay.</summary>
    /// <param name="at">When the event counts.</param>
    public static long? Of(PriceBook book, TraceKind kind, string? model, string? tool, DateTimeOffset at, long? input, long? cached, long? output)
    {
        var call = kind == TraceKind.ToolCall && tool is not null ? book.CallNanos(tool, at) : null;
        if ((input ?? 0) == 0 && (output ?? 0) == 0) return call;
        // What read or wrote nothing is told by leaving it out.
        return model is not null && book.CostNanos(model, at, input ?? 0, cached, output ?? 0) is { } tokens ? tokens + (call ?? 0) : null;
    }
}
