using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Reviews;

/// <summary>How long people have to decide where the agent does not say: by what the tool does to the world.</summary>
public sealed record DecidingTime(int ReadSeconds, int WriteSeconds, int IrreversibleSeconds)
{
    /// <summary>Shorter than this nobody could be found.</summary>
    public const int SecondsMin = 60;

    public const int SecondsMax = ProposalLimits.LifetimeSecondsMax;

    /// <summary>What cannot be undone asks two people more often than not, and they have to find time together.</summary>
    public static DecidingTime Default { get; } =
        new(ProposalLimits.LifetimeSecondsDefault, ProposalLimits.LifetimeSecondsDefault, 4 * ProposalLimits.LifetimeSecondsDefault);

    /// <param name="asked">What the agent asked for; it wins.</param>
    public int SecondsFor(SideEffect sideEffect, int? asked) => asked ?? sideEffect switch
    {
        SideEffect.Read => ReadSeconds,
        SideEffect.Write => WriteSeconds,
        SideEffect.Irreversible => IrreversibleSeconds,
    };
}
