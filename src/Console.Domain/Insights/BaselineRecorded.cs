using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Domain.Insights;

/// <summary>Somebody says how a workflow went before agents did it; what it saves is held against that from now on.</summary>
/// <param name="Before">What was recorded until now; null where nothing was.</param>
public sealed record BaselineRecorded(WorkflowBaseline? Before, WorkflowBaseline After) : LedgerRecord
{
    public override string Kind => "baseline_recorded";

    public override string Subject => "workflow:" + After.Workflow;

    public override IReadOnlyList<LedgerField> Fields => [.. FieldsOf(Before, "_before"), .. FieldsOf(After, "")];

    private static IEnumerable<LedgerField> FieldsOf(WorkflowBaseline? baseline, string suffix) =>
    [
        new("resolution_ms" + suffix, Text(baseline?.ResolutionMs)),
        new("cost_usd" + suffix, baseline?.CostNanos is { } cost ? Money.Text(cost) : null),
        new("per_day_thousandths" + suffix, Text(baseline?.PerDayMilli)),
        new("person_basis_points" + suffix, Text(baseline?.PersonBasisPoints)),
        new("failed_basis_points" + suffix, Text(baseline?.FailedBasisPoints)),
        new("note" + suffix, baseline?.Note),
    ];

    private static string? Text(long? figure) => figure?.ToString(CultureInfo.InvariantCulture);
}
