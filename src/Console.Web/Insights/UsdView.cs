using System.Globalization;

namespace AgentConsole.Web.Insights;

/// <summary>Money on the wire: US dollars as a decimal text.</summary>
public sealed record UsdView(string Amount, string Currency)
{
    internal static UsdView Of(decimal amount) => new(TextOf(amount), "USD");

    /// <summary>At least two places, at most nine.</summary>
    internal static string TextOf(decimal amount) => amount.ToString("0.00#######", CultureInfo.InvariantCulture);
}
