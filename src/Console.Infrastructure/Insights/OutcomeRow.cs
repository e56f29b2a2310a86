namespace AgentConsole.Infrastructure.Insights;

/// <summary>How runs ended in a group; those that ended in a word that says neither are not counted.</summary>
public sealed record OutcomeRow(GroupKey Key, long Succeeded, long Failed)
{
    public long Ended => Succeeded + Failed;

    public double? Share => Ended == 0 ? null : (double)Succeeded / Ended;
}
