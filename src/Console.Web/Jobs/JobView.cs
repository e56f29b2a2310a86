using System.Text.Json.Serialization;
using AgentConsole.Infrastructure.Jobs;

namespace AgentConsole.Web.Jobs;

/// <summary>A job of the console on the wire.</summary>
public sealed record JobView
{
    /// <summary>The room and what is done there, such as <c>ledger.verify</c>.</summary>
    public required string Name { get; init; }
    public required string Purpose { get; init; }
    /// <summary>Absent where people say when it runs.</summary>
    public required int? EveryS { get; init; }
    public required int LimitS { get; init; }
    /// <summary>What becomes of a round that could not run in time.</summary>
    public required string Misfire { get; init; }
    /// <summary><c>running</c>, <c>paused</c> or <c>waiting</c>.</summary>
    public required string State { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required DateTimeOffset? NextAt { get; init; }
    public required DateTimeOffset? RunningSince { get; init; }
    public required JobPauseView? Pause { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required JobRunView? LastRun { get; init; }
    /// <summary>The last run that did not go well, where one is still kept.</summary>
    public required JobRunView? LastTrouble { get; init; }

    internal static JobView Of(JobRow row) => new()
    {
        Name = row.Plan.Name,
        Purpose = row.Plan.Purpose,
        EveryS = row.Plan.EverySeconds,
        LimitS = row.Plan.LimitSeconds,
        Misfire = row.Plan.Misfire,
        State = JobWords.State(row),
        NextAt = row.Pause is null ? row.NextAt : null,
        RunningSince = row.RunningSince,
        Pause = row.Pause is { } pause ? new(row.PausedBy!, pause.PausedAt, row.Plan.WhilePaused) : null,
        LastRun = row.Last is { } last ? JobRunView.Of(last) : null,
        LastTrouble = row.LastTrouble is { } trouble ? JobRunView.Of(trouble) : null,
    };
}
