using System.Globalization;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Schedules;

namespace AgentConsole.Web.Jobs;

/// <summary>What people read about agents' schedules.</summary>
internal static class ScheduleWords
{
    /// <summary>A time in the line's own zone, with what it is away from UTC.</summary>
    public static string Local(DateTimeOffset at) => at.ToString("ddd yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public static string State(ScheduleRow row) => row switch
    {
        { Schedule.IsEnabled: false } => "paused",
        { Stopped: not null } => "stopped",
        _ => "active",
    };

    public static string Why(ScheduledRun run) => run.Status switch
    {
        ScheduledRunStatus.Due when run.Attempts == 0 => "It is about to be started.",
        ScheduledRunStatus.Due => run.Reason ?? "An attempt is under way.",
        ScheduledRunStatus.Started => "The endpoint took it.",
        ScheduledRunStatus.Failed or ScheduledRunStatus.Held => run.Reason ?? "",
    };

    public static string Sentence(ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Saved { IsNew: true } => "The schedule is kept.",
        ScheduleOutcome.Saved => "The schedule is as you wrote it.",
        ScheduleOutcome.Removed => "The schedule is gone; its history stays.",
        ScheduleOutcome.Fired { Run.Status: ScheduledRunStatus.Held } held => $"Nothing was started. {held.Run.Reason}",
        ScheduleOutcome.Fired { Run.Status: ScheduledRunStatus.Started } => "The endpoint took the run.",
        ScheduleOutcome.Fired fired => fired.Run.Reason ?? "The run is about to be started.",
        ScheduleOutcome.NotFound => "There is no such schedule any more.",
        ScheduleOutcome.UnknownAgent => "There is no such agent, or it was put away.",
        ScheduleOutcome.NameTaken => "The agent has a schedule of this name already.",
        ScheduleOutcome.Stale => "Somebody changed it meanwhile; look at it again.",
        ScheduleOutcome.TooMany full => string.Create(CultureInfo.InvariantCulture, $"There are {full.Max} schedules, which is as many as are kept."),
        ScheduleOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Take(5).Select(fault => fault.Message)),
        ScheduleOutcome.NotYourAgent => "Somebody else answers for this agent.",
        ScheduleOutcome.RoleMissing => "Your roles do not let you do that.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
