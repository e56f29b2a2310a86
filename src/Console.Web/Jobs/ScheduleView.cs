using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents.Schedules;

namespace AgentConsole.Web.Jobs;

/// <summary>A schedule of an agent on the wire; what was read may be changed and written back.</summary>
public sealed record ScheduleView
{
    public required string Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }
    /// <summary>Minute, hour, day of the month, month, day of the week.</summary>
    public required string Cron { get; init; }
    /// <summary>The IANA name of the zone in which the line is read.</summary>
    public required string Zone { get; init; }
    public required string Url { get; init; }
    public required JsonElement Input { get; init; }
    public required int TimeoutS { get; init; }
    public required int Retries { get; init; }
    public required int BackoffS { get; init; }
    public required int AtOnce { get; init; }
    public required string? CapUsd { get; init; }
    public required bool Enabled { get; init; }
    public required int Version { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required DateTimeOffset? NextAt { get; init; }
    /// <summary>Why nothing would start at this moment; absent where nothing stands in the way.</summary>
    public required string? Stopped { get; init; }
    public required ScheduledRunView? LastRun { get; init; }

    internal static ScheduleView Of(ScheduleRow row) => new()
    {
        Id = row.Schedule.Id.ToString(),
        Agent = row.Schedule.Agent,
        Environment = row.Schedule.Environment,
        Name = row.Schedule.Name,
        Cron = row.Schedule.Cron,
        Zone = row.Schedule.Zone,
        Url = row.Schedule.Url,
        Input = JsonElement.Parse(row.Schedule.Input),
        TimeoutS = row.Schedule.TimeoutSeconds,
        Retries = row.Schedule.Retries,
        BackoffS = row.Schedule.BackoffSeconds,
        AtOnce = row.Schedule.AtOnce,
        CapUsd = row.Schedule.CapUsdNanos is { } cap ? Money.Text(cap) : null,
        Enabled = row.Schedule.IsEnabled,
        Version = row.Schedule.Version,
        NextAt = row.NextAt,
        Stopped = row.Stopped,
        LastRun = row.Last is { } last ? ScheduledRunView.Of(last) : null,
    };
}
