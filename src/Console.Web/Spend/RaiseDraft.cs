using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;

namespace AgentConsole.Web.Spend;

/// <summary>A raise while somebody writes it.</summary>
public sealed class RaiseDraft(BudgetRow row)
{
    public BudgetRow Row { get; } = row;

    public CapPeriod Period { get; set; } = row.PerDay.CapNanos is null ? CapPeriod.Run : CapPeriod.Day;

    public string Amount { get; set; } = "";

    public int Hours { get; set; } = 4;

    public string Reason { get; set; } = "";

    /// <summary>The caps that there are to raise.</summary>
    public IEnumerable<CapPeriod> Periods
    {
        get
        {
            if (Row.PerDay.CapNanos is not null) yield return CapPeriod.Day;
            if (Row.PerRun?.CapNanos is not null) yield return CapPeriod.Run;
        }
    }

    /// <summary>Null where the field holds no amount.</summary>
    public long? AmountNanos => ExactDecimal.Of(Amount.Trim()) is { } amount ? Money.NanosOf(amount) : null;
}
