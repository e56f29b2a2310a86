namespace AgentConsole.Infrastructure.Insights;

/// <summary>What was refused in a group.</summary>
/// <param name="Asked">Proposals about which policy was asked.</param>
/// <param name="ByPolicy">Of them, those that policy denied.</param>
/// <param name="ByPeople">Proposals that a person rejected.</param>
/// <param name="Otherwise">Expired or revoked, or refused for a cap, a stop, a tool that is down or busy, or arguments that its contract does not allow.</param>
public sealed record DenialRow(GroupKey Key, long Asked, long ByPolicy, long ByPeople, long Otherwise)
{
    public long Denied => ByPolicy + ByPeople + Otherwise;

    /// <summary>Null where policy was not asked.</summary>
    public double? PolicyShare => Asked == 0 ? null : (double)ByPolicy / Asked;
}
