namespace AgentConsole.Domain.Incidents;

/// <summary>What an incident lacks for being closed.</summary>
public enum CloseGap
{
    /// <summary>The access review is not answered.</summary>
    AccessReview,
    /// <summary>No eval case, no policy change and no waiver that holds.</summary>
    Ground,
}
