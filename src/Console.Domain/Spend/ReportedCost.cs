using System.Text.Json;

namespace AgentConsole.Domain.Spend;

/// <summary>Reads what an agent reports that a proposal cost.</summary>
public static class ReportedCost
{
    /// <summary>Billionths of a US dollar; null where nothing is reported in US dollars that could be believed.</summary>
    public static long? NanosIn(JsonElement report)
    {
        if (report.ValueKind != JsonValueKind.Object || !report.TryGetProperty("cost", out var cost)) return null;
        if (cost.ValueKind != JsonValueKind.Object || !cost.TryGetProperty("amount", out var amount)) return null;
        if (!cost.TryGetProperty("currency", out var currency) || currency.ValueKind != JsonValueKind.String) return null;
        return currency.GetString() == SpendLimits.CapCurrency && Money.NanosIn(amount) is { } nanos and >= 0 and <= SpendLimits.AmountNanosMax ? nanos : null;
    }
}
