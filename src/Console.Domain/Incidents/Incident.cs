using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Incidents;

/// <summary>
/// Something went wrong with an agent and people look after it, until the access review is answered and something was changed so
/// that it does not happen again.
/// </summary>
public sealed class Incident
{
    public required IncidentId Id { get; init; }
    /// <summary>May repeat what an agent named: hostile text.</summary>
    public string Title { get; private set; } = "";
    public IncidentSeverity Severity { get; private set; }
    public IncidentState State { get; private set; } = IncidentState.Open;
    public required string Agent { get; init; }
    public string? Environment { get; init; }
    /// <summary>The run's name, which is the agent's own.</summary>
    public string? RunName { get; init; }
    public ProposalId? ProposalId { get; init; }
    /// <summary>The alert that it was reported from.</summary>
    public AlertId? AlertId { get; init; }
    /// <summary>The layer that failed; null where nothing told which.</summary>
    public FaultDomain? Fault { get; init; }
    /// <summary>What happened, as the run's story told it when this was reported: a JSON array of its sentences.</summary>
    public string Story { get; init; } = "[]";
    /// <summary>As the ledger names callers.</summary>
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>Who looks after it; null while nobody took it.</summary>
    public PersonId? OwnerId { get; private set; }
    public DateTimeOffset? MitigatedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    /// <summary>Markdown; null while nobody wrote one.</summary>
    public string? Postmortem { get; private set; }
    /// <summary>How many notes, follow-ups and grounds were numbered so far, each by itself.</summary>
    public int Notes { get; private set; }
    public int FollowUps { get; private set; }
    public int Grounds { get; private set; }
    public int BundleVersion { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsClosed => State == IncidentState.Closed;

    /// <summary>The sentences, read back.</summary>
    public IReadOnlyList<StoryLine> StoryLines => StoryIn(Story);

    /// <summary>An incident that begins here; what is given beside its title and severity is set by whoever makes it.</summary>
    public Incident Named(string title, IncidentSeverity severity)
    {
        (Title, Severity, ChangedAt) = (title, severity, OpenedAt);
        return this;
    }

    /// <summary>Takes one step; false, and nothing changed, where it is refused. Closing has its own door.</summary>
    public bool TryTake(IncidentVerb verb, DateTimeOffset now)
    {
        if (verb == IncidentVerb.Close || IncidentTransitions.Take(State, verb) is not { } next) return false;
        Enter(next, now);
        return true;
    }

    /// <summary>Closes it. INVARIANT: never without an answered access review and at least one ground that holds at this moment.</summary>
    public bool TryClose(AccessReview? review, IReadOnlyCollection<CloseGround> grounds, DateTimeOffset now)
    {
        if (CloseCheck.Missing(review, grounds, now).Count > 0 || IncidentTransitions.Take(State, IncidentVerb.Close) is not { } next) return false;
        Enter(next, now);
        return true;
    }

    public void Describe(string title, IncidentSeverity severity, PersonId? owner, DateTimeOffset now)
    {
        (Title, Severity, OwnerId) = (title, severity, owner);
        Touch(now);
    }

    public void WritePostmortem(string text, DateTimeOffset now)
    {
        Postmortem = text;
        Touch(now);
    }

    public int NextNote(DateTimeOffset now)
    {
        Touch(now);
        return ++Notes;
    }

    public int NextFollowUp(DateTimeOffset now)
    {
        Touch(now);
        return ++FollowUps;
    }

    public int NextGround(DateTimeOffset now)
    {
        Touch(now);
        return ++Grounds;
    }

    public int NextBundle(DateTimeOffset now)
    {
        Touch(now);
        return ++BundleVersion;
    }

    /// <summary>Something that belongs to it changed.</summary>
    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Version++;
    }

    /// <summary>As it lies in a column, cut to what fits.</summary>
    public static string StoryText(IReadOnlyList<StoryLine> lines)
    {
        var kept = lines.Select(line => line with { Name = line.Name is { } name ? ShortText.Of(name, IncidentLimits.StoryNameLengthMax) : null, Event = null }).ToList();
        while (JsonSerializer.Serialize(kept) is { Length: > IncidentLimits.StoryLengthMax } && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        return JsonSerializer.Serialize(kept);
    }

    private static List<StoryLine> StoryIn(string text) => JsonSerializer.Deserialize<List<StoryLine>>(text) ?? [];

    private void Enter(IncidentState next, DateTimeOffset now)
    {
        State = next;
        MitigatedAt = next switch
        {
            IncidentState.Mitigated => now,
            IncidentState.Closed => MitigatedAt ?? now,
            IncidentState.Open or IncidentState.Investigating => null,
        };
        ClosedAt = next == IncidentState.Closed ? now : null;
        Touch(now);
    }
}
