using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>What a job of the console is for, how often it runs, what becomes of a round that it missed, and how long one run may take.</summary>
public sealed record JobPlan
{
    internal JobPlan(JobKey key, string purpose, int? everySeconds, int limitSeconds, string? whilePaused = null) =>
        (Key, Purpose, EverySeconds, LimitSeconds, WhilePaused) = (key, purpose, everySeconds, limitSeconds, whilePaused);

    internal JobKey Key { get; }

    /// <summary>The room and what is done there, such as <c>ledger.verify</c>.</summary>
    public string Name => NameOf(Key);

    public string Purpose { get; }

    /// <summary>Null where people say when it runs.</summary>
    public int? EverySeconds { get; }

    public int LimitSeconds { get; }

    /// <summary>What people wait for in vain while it is paused; null where nobody waits.</summary>
    public string? WhilePaused { get; }

    /// <summary>What becomes of a round that could not run in time.</summary>
    public string Misfire => EverySeconds is null ? "One run makes up for all that were missed." : "A missed round is not made up for: the next one finds all that is due.";

    internal static string NameOf(JobKey key) => key.Group + "." + key.Name;
}
