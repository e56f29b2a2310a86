namespace AgentConsole.Domain.Runs;

/// <summary>
/// One piece of work of an agent, under the name that the agent gave it: good for telling what belongs together, not for trust.
/// It begins when it is said to, or when a proposal first names it.
/// </summary>
public sealed class Run
{
    public required RunKey Key { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }

    /// <summary>Everything up to <see cref="Model"/> is what the agent says of itself.</summary>
    public string? Workflow { get; private set; }
    public string? Trigger { get; private set; }
    public string? AgentVersion { get; private set; }
    public string? Model { get; private set; }

    /// <summary>When it was first heard of.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>A keyed hash of what it was started with, to tell a repeat; null while nobody said that it starts.</summary>
    public byte[]? StartDigest { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public string? Outcome { get; private set; }
    /// <summary>The figures that it ended with, as a JSON object of numbers and short texts.</summary>
    public string? Kpis { get; private set; }

    /// <summary>How many readings were taken in, whether or not they are still kept; what it sent in proposals is not among them.</summary>
    public int Readings { get; private set; }
    public int MarksBytes { get; private set; }
    /// <summary>When it last read something or, before that, when it began; null where nothing is kept of it.</summary>
    public DateTimeOffset? LastReadAt { get; private set; }
    /// <summary>When its marks were forgotten; what it read later is kept again.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }
    public int Version { get; private set; } = 1;

    public static Run Begin(string agent, string environment, string name, DateTimeOffset now) => new()
    {
        Key = RunKey.New(now),
        Agent = agent,
        Environment = environment,
        Name = name,
        StartedAt = now,
        LastReadAt = now,
    };

    public bool IsStarted => StartDigest is not null;

    public bool IsEnded => EndedAt is not null;

    public void Start(byte[] digest, string? workflow, string? trigger, string? agentVersion, string? model)
    {
        if (IsStarted) throw new InvalidOperationException("A run is started once.");
        (StartDigest, Workflow, Trigger, AgentVersion, Model) = (digest, workflow, trigger, agentVersion, model);
        Version++;
    }

    /// <summary>False, and nothing changed, where it ended in another way before.</summary>
    public bool TryEnd(string outcome, string? kpis, DateTimeOffset now)
    {
        if (IsEnded) return Outcome == outcome && Kpis == kpis;
        (EndedAt, Outcome, Kpis) = (now, outcome, kpis);
        Version++;
        return true;
    }

    /// <summary>Whether so many more marks fit.</summary>
    public bool HasRoomFor(int marksBytes) => Readings < RunLimits.ReadingsMax && MarksBytes <= RunLimits.MarksBytesMax - marksBytes;

    /// <summary>Counts one more reading.</summary>
    public void CountReading(int marksBytes, DateTimeOffset now)
    {
        if (!HasRoomFor(marksBytes)) throw new InvalidOperationException("The run has no room for what was read.");
        Readings++;
        MarksBytes += marksBytes;
        LastReadAt = now;
        Version++;
    }

    public void Forget(DateTimeOffset now)
    {
        (ForgottenAt, MarksBytes, LastReadAt) = (now, 0, null);
        Version++;
    }
}
