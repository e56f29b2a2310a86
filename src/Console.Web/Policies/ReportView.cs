using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>What came of checking a set.</summary>
public sealed record ReportView(
    bool IsPublishable, int Rules, IReadOnlyList<PolicyFault> Errors, IReadOnlyList<PolicyFault> Warnings, IReadOnlyList<PolicyTestResult> Tests)
{
    public static ReportView Of(PolicyReport report) =>
        new(report.IsPublishable, report.Rules, [.. report.Unreadable, .. report.Errors], report.Warnings, report.Tests);
}
