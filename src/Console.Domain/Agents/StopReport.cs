namespace AgentConsole.Domain.Agents;

/// <summary>What a stop switch did at once, and what it could not undo.</summary>
/// <param name="Frozen">Pending and holding proposals that wait, with the time they had left.</param>
/// <param name="Revoked">Released proposals whose unused grant is void.</param>
/// <param name="Running">Proposals that already run: nobody has confirmed that they ended.</param>
/// <param name="Unreached">Proposals beyond the bound of one stop; they cannot be decided or redeemed, but still look as before.</param>
public sealed record StopReport(int Frozen, int Revoked, int Running, int Unreached)
{
    /// <summary>Enabled schedules of agents that start nothing while the stop is in force.</summary>
    public int Schedules { get; init; }
}
