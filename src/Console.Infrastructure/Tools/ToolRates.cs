using AgentConsole.Domain;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>
/// Holds each tool to its contract's <c>per_minute</c>, for each environment by itself and all its agents together. Counted by this
/// node alone and forgotten when it ends: several nodes let through as many times as much.
/// </summary>
public sealed class ToolRates(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tool, string Environment), SlidingMinute> _minutes = [];

    /// <summary>Counts one proposal and answers null, or counts nothing and answers how long until there is room.</summary>
    public TimeSpan? Take(ToolContract contract, string environment)
    {
        if (contract.Limits.PerMinute is not { } allowed) return null;
        lock (_gate)
        {
            var key = (contract.Name, environment);
            if (!_minutes.TryGetValue(key, out var minute)) _minutes[key] = minute = new();
            return minute.Take(allowed, clock.Instant());
        }
    }
}
