using AgentConsole.Infrastructure.Alerts;

namespace AgentConsole.Web.Alerts;

/// <summary>What a rule would have done, on the wire.</summary>
/// <param name="Count">How often people would have been told.</param>
/// <param name="Fired">Of them the earliest.</param>
public sealed record AlertBacktestView(DateTimeOffset From, DateTimeOffset To, int Count, IReadOnlyList<AlertBacktestView.FiringView> Fired)
{
    public sealed record FiringView(DateTimeOffset At, string? Agent, string? Tool, string? Workflow);

    public static AlertBacktestView Of(AlertBacktest test) =>
        new(test.From, test.To, test.Count, [.. test.Fired.Select(one => new FiringView(one.At, one.Scope.Agent, one.Scope.Tool, one.Scope.Workflow))]);
}
