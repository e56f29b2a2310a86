using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Jobs.History;

namespace AgentConsole.Web.Jobs;

/// <summary>What people read about jobs.</summary>
internal static class JobWords
{
    public static string State(JobRow row) => row switch
    {
        { RunningSince: not null } => "running",
        { Pause: not null } => "paused",
        _ => "waiting",
    };

    public static string Every(int? seconds) => seconds switch
    {
        null => "by schedule",
        1 => "every second",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"every {seconds} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"every {seconds / 60} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"every {seconds / 3600} h"),
    };

    public static string Took(long milliseconds) => milliseconds < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s");

    public static string Outcome(JobRunOutcome outcome) => outcome switch
    {
        JobRunOutcome.Succeeded => "succeeded",
        JobRunOutcome.Failed => "failed",
        JobRunOutcome.TimedOut => "timed_out",
    };

    public static string Sentence(ActOnJobOutcome outcome) => outcome switch
    {
        ActOnJobOutcome.Ordered => "It runs as soon as a node takes it.",
        ActOnJobOutcome.Paused => "It is paused until somebody resumes it, over every start of the console.",
        ActOnJobOutcome.Resumed => "It runs by its plan again.",
        ActOnJobOutcome.Running running => $"It runs already, since {running.Since.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC. Look at what comes of that first.",
        ActOnJobOutcome.AlreadyPaused already => $"{already.By} paused it already.",
        ActOnJobOutcome.NotPaused => "It is not paused.",
        ActOnJobOutcome.BySchedule => "It runs when an agent's schedule says so; run that schedule now instead.",
        ActOnJobOutcome.Unknown => "There is no such job any more.",
        ActOnJobOutcome.RoleMissing => "Your roles do not let you do that.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
