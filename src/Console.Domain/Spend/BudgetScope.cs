using System.Globalization;

namespace AgentConsole.Domain.Spend;

/// <summary>The one run or the one day that a counter counts.</summary>
public readonly record struct BudgetScope(CapPeriod Period, string Value)
{
    public static BudgetScope OfRun(string run) => new(CapPeriod.Run, run);

    public static BudgetScope OfDay(string day) => new(CapPeriod.Day, day);

    /// <summary>The day of a moment, in UTC.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a counter is found by: a long name is cut, and no other one becomes the same.</summary>
    public override string ToString() => WireName.Of(Period) + ":" + LongName.Of(Value, SpendLimits.ScopeLengthMax - Prefix);

    // "run:" and "day:".
    private const int Prefix = 4;
}
