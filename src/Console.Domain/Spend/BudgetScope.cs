using System.Globalization;

namespace AgentConsole.Domain.Spend;

/// <summary>The one run or the one day that a counter counts.</summary>
public readonly record struct BudgetScope(CapPeriod Period, string Value)
{
    public static BudgetScope OfRun(string run) => new(CapPeriod.Run, run);

    public static BudgetScope OfDay(string day) => new(CapPeriod.Day, day);

    /// <summary>The day of a moment, in UTC.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string ToString() => $"{WireName.Of(Period)}:{Value}";
}
