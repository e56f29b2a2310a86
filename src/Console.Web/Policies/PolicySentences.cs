using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>What policies did, in sentences that the command line and the pages share.</summary>
internal static class PolicySentences
{
    public static string Of(Backtest backtest)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Of {backtest.Considered} proposals in {backtest.Days} days, {backtest.ChangedCount} would change");
        if (backtest.Transitions.Count > 0)
            text += ": " + string.Join(", ", backtest.Transitions.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count} {WireName.Of(one.From)} -> {WireName.Of(one.To)}")));
        text += ".";
        if (backtest.LeftOut > 0) text += string.Create(CultureInfo.InvariantCulture, $" {backtest.LeftOut} were edited since or cannot be read, and are left out.");
        if (backtest.IsCut) text += " There were more; the newest were taken.";
        return text;
    }
}
