using System.Text.Json.Serialization;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Tools.Guards;

namespace AgentConsole.Web.Tools.Guards;

/// <summary>How a tool stands behind its breaker and limits, one row for each environment.</summary>
public sealed record GuardHealthView(string Tool, IReadOnlyList<GuardHealthView.EnvironmentView> Environments)
{
    /// <summary>How it stands in one environment.</summary>
    public sealed record EnvironmentView(string Environment, BreakerState State)
    {
        public DateTimeOffset? Since { get; init; }
        /// <summary>When one call may find out whether it is well again; null while it is closed, or held open by a person.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public DateTimeOffset? NextProbeAt { get; init; }
        public bool HeldOpen { get; init; }
        public string? SetBy { get; init; }
        public string? Reason { get; init; }
        /// <summary>Calls that ended within the window, and how many of them failed.</summary>
        public int Ended { get; init; }
        public int Failed { get; init; }
        public int WindowS { get; init; }
        public DateTimeOffset? LastFailureAt { get; init; }
        public string? LastFailureCode { get; init; }
        public int UsesLastMinute { get; init; }
        public int? PerMinute { get; init; }
        public int UnderWay { get; init; }
        public int? Concurrency { get; init; }
    }

    internal static GuardHealthView Of(string tool, IEnumerable<GuardHealth> health) => new(tool, [.. health.Select(ViewOf)]);

    internal static EnvironmentView ViewOf(GuardHealth health) => new(health.Environment, health.State)
    {
        Since = health.Since,
        NextProbeAt = health.NextProbeAt,
        HeldOpen = health.IsHeld,
        SetBy = health.SetBy,
        Reason = health.SetReason,
        Ended = health.Ended,
        Failed = health.Failed,
        WindowS = health.Limits.Breaker.WindowSeconds,
        LastFailureAt = health.LastFailureAt,
        LastFailureCode = health.LastFailureCode,
        UsesLastMinute = health.UsesLastMinute,
        PerMinute = health.Limits.PerMinute,
        UnderWay = health.UnderWay,
        Concurrency = health.Limits.Concurrency,
    };
}
