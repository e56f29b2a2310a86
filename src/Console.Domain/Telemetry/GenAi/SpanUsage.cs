using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>What a span says was used and what it cost.</summary>
internal sealed record SpanUsage(long? Input, long? Output, long? Cached, long? UsdNanos)
{
    public bool IsCounted => Input is not null || Output is not null;

    public static SpanUsage Of(TraceSpan span)
    {
        var (input, output, cached) = (Tokens(span, SpanNames.InputTokens), Tokens(span, SpanNames.OutputTokens), Tokens(span, SpanNames.CachedTokens));
        if (input is null && output is null && span.Text(SpanNames.LangfuseUsage) is { } details) (input, output, cached) = OfDetails(details);
        // The conventions count what was cached as part of the input. What is more than the whole was told apart from it.
        if (cached > input) input += cached;
        return new(input, output, cached, UsdNanosOf(span));
    }

    private static long? Tokens(TraceSpan span, string[] names)
    {
        foreach (var name in names)
            if (span.Value(name)?.AsCount() is { } count and <= SpanLimits.TokensMax) return count;
        return null;
    }

    // One object with a member for each sort of token; what is not plain input or output stands apart: input_cache_read, output_reasoning.
    private static (long? Input, long? Output, long? Cached) OfDetails(string text)
    {
        if (SpanJson.Container(text) is not { ValueKind: JsonValueKind.Object } details) return (null, null, null);
        long? input = null, output = null, cached = null;
        foreach (var member in details.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt64(out var count) || count is < 0 or > SpanLimits.TokensMax) continue;
            if (member.Name is "input" or "prompt_tokens" or "input_tokens" || member.Name.StartsWith("input_", StringComparison.Ordinal)) input = Sum(input, count);
            else if (member.Name is "output" or "completion_tokens" or "output_tokens" || member.Name.StartsWith("output_", StringComparison.Ordinal)) output = Sum(output, count);
            if (member.Name is "input_cache_read" or "input_cached_tokens") cached = count;
        }

        return (input, output, cached);
    }

    private static long Sum(long? before, long more) => Math.Min((before ?? 0) + more, SpanLimits.TokensMax);

    private static long? UsdNanosOf(TraceSpan span)
    {
        foreach (var name in SpanNames.Costs)
            if (NanosOf(span.Value(name)?.AsAmount()) is { } nanos) return nanos;
        return span.Text(SpanNames.LangfuseCost) is { } text && SpanJson.Container(text) is { ValueKind: JsonValueKind.Object } costs
            && costs.TryGetProperty("total", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetDecimal(out var amount)
                ? NanosOf(amount)
                : null;
    }

    // A hint may be rounded, a price may not.
    private static long? NanosOf(decimal? usd) => usd is { } amount and >= 0 and <= SpanLimits.UsdMax ? (long)decimal.Round(amount * 1_000_000_000m) : null;
}
