using System.Text.Json;

namespace AgentConsole.Web.Alerts;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class AlertBodies
{
    /// <summary>Until when nobody is told, and why.</summary>
    internal sealed record SilenceBody
    {
        public required DateTimeOffset Until { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>What was wrong, where somebody says it.</summary>
    internal sealed record ResolveBody
    {
        public string? Reason { get; init; }
    }

    /// <summary>An address that hears of alerts: <c>webhook</c> (signed), <c>slack</c> or <c>teams</c>.</summary>
    internal sealed record ChannelBody
    {
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required string Url { get; init; }
    }

    /// <summary>A rule; members that its kind does not have are refused, and those left out are as usual for it.</summary>
    internal sealed record RuleBody
    {
        public required string Name { get; init; }
        /// <summary>denial_spike, tool_errors, runaway_retries, run_cost, outcome_drift, cap_near, queue_age, no_result or failed_deliveries.</summary>
        public required string Kind { get; init; }
        public string? Agent { get; init; }
        public string? Tool { get; init; }
        public string? Workflow { get; init; }
        public int? WindowMinutes { get; init; }
        public int? BaselineHours { get; init; }
        /// <summary>Below so many it never fires.</summary>
        public int? Minimum { get; init; }
        /// <summary>Of a false alarm at one look, such as 0.0001.</summary>
        public decimal? Chance { get; init; }
        /// <summary>How many spreads above the median.</summary>
        public decimal? Factor { get; init; }
        /// <summary>In the kind's unit: percent, US dollars, seconds or calls.</summary>
        public decimal? Limit { get; init; }
        /// <summary>info, warning or critical.</summary>
        public string? Severity { get; init; }
        /// <summary>An e-mail address.</summary>
        public string? Owner { get; init; }
        /// <summary>http or https.</summary>
        public string? Runbook { get; init; }
        /// <summary>off, shadow or enforce; shadow where it is not said.</summary>
        public string? Mode { get; init; }
        /// <summary>Ids of channels, and <c>mail</c> for the owner; none means all there are.</summary>
        public IReadOnlyList<string>? Channels { get; init; }
        public int? QuietMinutes { get; init; }
        /// <summary>Of what was read; the version is looked at, the rest is not.</summary>
        public JsonElement? Status { get; init; }
    }
}
