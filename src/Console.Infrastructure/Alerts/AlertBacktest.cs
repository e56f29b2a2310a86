using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>What a rule would have done.</summary>
/// <param name="From">From when on figures of that kind are kept finely enough.</param>
/// <param name="Fired">How often people would have been told, the earliest first; at most as many as are listed.</param>
public sealed record AlertBacktest(DateTimeOffset From, DateTimeOffset To, int Count, IReadOnlyList<AlertBacktest.Firing> Fired)
{
    public sealed record Firing(AlertScope Scope, DateTimeOffset At);
}
