using System.Text.Json;

namespace AgentConsole.Web.Jobs;

/// <summary>The bodies that are read for schedules, as the API's description shows them.</summary>
internal static class ScheduleBodies
{
    /// <summary>When an agent's runs are started, and how. Agent, environment and name stay as they were first said.</summary>
    internal sealed record ScheduleBody
    {
        public required string Agent { get; init; }
        public required string Environment { get; init; }
        public required string Name { get; init; }
        /// <summary>Minute, hour, day of the month, month, day of the week.</summary>
        public required string Cron { get; init; }
        /// <summary>The IANA name of a time zone.</summary>
        public required string Zone { get; init; }
        /// <summary>What is posted to when it fires.</summary>
        public required string Url { get; init; }
        /// <summary>An object that each run is started with.</summary>
        public JsonElement? Input { get; init; }
        public int? TimeoutS { get; init; }
        /// <summary>Attempts after the first.</summary>
        public int? Retries { get; init; }
        /// <summary>Before the first retry; doubled with each.</summary>
        public int? BackoffS { get; init; }
        /// <summary>Runs that may be under way together.</summary>
        public int? AtOnce { get; init; }
        /// <summary>What one run may spend, where that is less than the agent's cap per run.</summary>
        public string? CapUsd { get; init; }
        public bool? Enabled { get; init; }
    }

    /// <summary>A line to be looked at before it is kept.</summary>
    internal sealed record PreviewBody
    {
        public required string Cron { get; init; }
        public required string Zone { get; init; }
    }
}
