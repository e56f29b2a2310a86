using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Spend;

/// <summary>An amount on the wire.</summary>
/// <param name="Amount">A decimal as text, with at least two places.</param>
public sealed record MoneyView(string Amount, string Currency)
{
    /// <summary>US dollars, which caps are in.</summary>
    internal static MoneyView Of(long nanos) => new(Money.Text(nanos), SpendLimits.CapCurrency);

    internal static MoneyView? Of(long? nanos) => nanos is { } known ? Of(known) : null;
}
