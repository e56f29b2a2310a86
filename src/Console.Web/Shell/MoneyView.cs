using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Shell;

/// <summary>An amount on the wire.</summary>
/// <param name="Amount">A decimal as text, with at least two places and at most nine.</param>
public sealed record MoneyView(string Amount, string Currency)
{
    /// <summary>US dollars in billionths.</summary>
    internal static MoneyView Of(long nanos) => new(Money.Text(nanos), SpendLimits.CapCurrency);

    internal static MoneyView? Of(long? nanos) => nanos is { } known ? Of(known) : null;

    /// <summary>US dollars: of sums, which may be more than billionths in a whole number hold.</summary>
    internal static MoneyView Of(decimal usd) => new(Money.Text(usd), SpendLimits.CapCurrency);
}
