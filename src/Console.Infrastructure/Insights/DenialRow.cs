namespace AgentConsole.Infrastructure.Insights;

/// <summary>What was refused in a group.</summary>
/// <param name="Asked">Proposals about which policy was asked.</param>
/// <param name="ByPolicy">Of them, those that policy denied.</param>
/// <param name="ByPeople">Proposals that a person rejected.</param>
/// <param name="Otherwise">Expired, revoked, or stopped by a cap.</param>
public sealed record DenialRow(GroupKey Key, long Asked, long ByPolicy, long ByPeople, long Otherwise)
{
    public long Denied => ByPolicy + ByPeople + Otherwise;

    /// <summary>Null where policy was not asked.</summary>
    public double? PolicyShare => Asked == 0 ? null : (double)ByPolicy / Asked;
}
