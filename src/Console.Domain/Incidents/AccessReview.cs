namespace AgentConsole.Domain.Incidents;

/// <summary>The question that comes first after an incident: what could the agent reach, what did it use of that, and what should it never have had?</summary>
public sealed class AccessReview
{
    public required IncidentId IncidentId { get; init; }
    /// <summary>Which permissions the agent had.</summary>
    public string Had { get; private set; } = "";
    /// <summary>Which of them it used.</summary>
    public string Used { get; private set; } = "";
    /// <summary>Which it should not have had; "none" is an answer.</summary>
    public string Excess { get; private set; } = "";
    /// <summary>As the ledger names callers.</summary>
    public string AnsweredBy { get; private set; } = "";
    public DateTimeOffset? AnsweredAt { get; private set; }
    public int Version { get; private set; }

    public bool IsAnswered => AnsweredAt is not null && Had.Trim().Length > 0 && Used.Trim().Length > 0 && Excess.Trim().Length > 0;

    public void Answer(string had, string used, string excess, string by, DateTimeOffset now)
    {
        (Had, Used, Excess, AnsweredBy, AnsweredAt) = (had, used, excess, by, now);
        Version++;
    }
}
