using System.Text.Json.Serialization;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Spend;

/// <summary>A budget on the wire: what may be spent, and what is used of it.</summary>
/// <param name="Id">Such as <c>agent:support-triage-v3</c>.</param>
/// <param name="PerRun">What each run of an agent may spend; absent for others.</param>
/// <param name="PerDay">The day in UTC; an agent's is over all environments.</param>
/// <param name="Runs">The runs that were touched last, where one budget was asked for.</param>
/// <param name="Version">Absent for an agent's caps, which stand in its document.</param>
public sealed record BudgetView(
    string Id, string Kind, string Name, RunCapView? PerRun, DayUseView PerDay, IReadOnlyList<RaiseView> Raises, IReadOnlyList<RunUseView>? Runs, int? Version)
{
    internal static BudgetView Of(BudgetRow row, bool isAlone = false) => new(
        row.Id.ToString(), WireName.Of(row.Id.Kind), row.Id.Name,
        row.PerRun is { } run ? new(MoneyView.Of(run.CapNanos), MoneyView.Of(run.RaisedByNanos)) : null,
        new(row.Day, MoneyView.Of(row.PerDay.CapNanos), MoneyView.Of(row.PerDay.RaisedByNanos), MoneyView.Of(row.PerDay.ReservedNanos),
            MoneyView.Of(row.PerDay.SettledNanos), MoneyView.Of(row.PerDay.TracedNanos), MoneyView.Of(row.PerDay.LeftNanos), BudgetSteps.NameOf(row.PerDay.State)),
        [.. row.Raises.Select(RaiseView.Of)],
        isAlone && row.Id.Kind == BudgetKind.Agent ? [.. row.Runs.Select(RunUseView.Of)] : null,
        row.Version);
}

/// <summary>What each run may spend.</summary>
public sealed record RunCapView([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Cap, MoneyView Raise);

/// <summary>What is used of a day; <c>cap</c> and <c>left</c> are null where nothing caps it.</summary>
/// <param name="Traced">What runs told that they cost; the higher of this and <paramref name="Settled"/> counts.</param>
/// <param name="State">ok, 50, 80, 95 or exhausted.</param>
public sealed record DayUseView(
    string Day, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Cap, MoneyView Raise, MoneyView Reserved, MoneyView Settled, MoneyView Traced,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Left, string State);

/// <summary>What one run has used.</summary>
public sealed record RunUseView(
    string RunId, string Environment, MoneyView Reserved, MoneyView Settled, MoneyView Traced,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Left, string State)
{
    internal static RunUseView Of(RunUse run) => new(run.Run, run.Environment, MoneyView.Of(run.Use.ReservedNanos), MoneyView.Of(run.Use.SettledNanos), MoneyView.Of(run.Use.TracedNanos),
        MoneyView.Of(run.Use.LeftNanos), BudgetSteps.NameOf(run.Use.State));
}

/// <summary>So much more for a while, and who said so.</summary>
public sealed record RaiseView(string Id, string Per, MoneyView Amount, string Reason, string By, DateTimeOffset RaisedAt, DateTimeOffset ExpiresAt)
{
    internal static RaiseView Of(BudgetRaise raise) => new(raise.Id.ToString(), WireName.Of(raise.Period), MoneyView.Of(raise.AmountNanos), raise.Reason,
        raise.RaisedByName, raise.RaisedAt, raise.Until);
}
