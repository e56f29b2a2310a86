namespace AgentConsole.Domain.Incidents;

/// <summary>Says what an incident lacks for being closed.</summary>
public static class CloseCheck
{
    public static IReadOnlyList<CloseGap> Missing(AccessReview? review, IReadOnlyCollection<CloseGround> grounds, DateTimeOffset now)
    {
        var missing = new List<CloseGap>();
        if (review is not { IsAnswered: true }) missing.Add(CloseGap.AccessReview);
        if (!grounds.Any(ground => ground.Holds(now))) missing.Add(CloseGap.Ground);
        return missing;
    }
}
