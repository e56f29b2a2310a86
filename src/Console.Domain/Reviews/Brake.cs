namespace AgentConsole.Domain.Reviews;

/// <summary>Slows down a person who says yes again and again without looking.</summary>
/// <param name="Until">No yes counts before.</param>
/// <param name="Streak">How many yes in a row led to it.</param>
public sealed record Brake(DateTimeOffset Until, int Streak)
{
    /// <summary>So many yes in a row are looked at.</summary>
    public const int StreakMax = 10;

    /// <summary>Half of them decided faster than this is not reading.</summary>
    public const int HastySeconds = 5;

    /// <summary>How long it holds after the last of them.</summary>
    public const int PauseSeconds = 30;

    /// <summary>The brake that the last decisions of a person call for, newest first; null where there is none.</summary>
    public static Brake? Of(IReadOnlyList<Decision> newestFirst, DateTimeOffset now)
    {
        if (newestFirst.Count < StreakMax) return null;
        var last = newestFirst.Take(StreakMax).ToList();
        if (last.Any(decision => decision.Kind != DecisionKind.Approve)) return null;
        var hasty = last.Count(decision => decision.SecondsOpen is null or < HastySeconds);
        var until = last[0].At.AddSeconds(PauseSeconds);
        return hasty * 2 > StreakMax && until > now ? new(until, newestFirst.TakeWhile(decision => decision.Kind == DecisionKind.Approve).Count()) : null;
    }
}
