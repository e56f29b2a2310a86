namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>When an agent's runs are started, and how: the truth, of which the scheduler's trigger is a copy.</summary>
public sealed class AgentSchedule
{
    public required ScheduleId Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    /// <summary>One of its agent's.</summary>
    public required string Name { get; init; }
    public required string Cron { get; set; }
    /// <summary>In which the line is read, by its IANA name.</summary>
    public required string Zone { get; set; }
    public required string Url { get; set; }
    public required string Input { get; set; }
    public required int TimeoutSeconds { get; set; }
    public required int Retries { get; set; }
    public required int BackoffSeconds { get; set; }
    public required int AtOnce { get; set; }
    public long? CapUsdNanos { get; set; }
    public required bool IsEnabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;

    public static AgentSchedule Of(ScheduleTerms terms, DateTimeOffset now) => new()
    {
        Id = ScheduleId.New(now),
        Agent = terms.Agent,
        Environment = terms.Environment,
        Name = terms.Name,
        Cron = terms.Cron,
        Zone = terms.Zone,
        Url = terms.Url,
        Input = terms.Input,
        TimeoutSeconds = terms.TimeoutSeconds,
        Retries = terms.Retries,
        BackoffSeconds = terms.BackoffSeconds,
        AtOnce = terms.AtOnce,
        CapUsdNanos = terms.CapUsdNanos,
        IsEnabled = terms.IsEnabled,
        CreatedAt = now,
        ChangedAt = now,
    };

    /// <summary>What it says now, to be compared with and to be shown.</summary>
    public ScheduleTerms Terms => new(Agent, Environment, Name, Cron, Zone, Url)
    {
        Input = Input,
        TimeoutSeconds = TimeoutSeconds,
        Retries = Retries,
        BackoffSeconds = BackoffSeconds,
        AtOnce = AtOnce,
        CapUsdNanos = CapUsdNanos,
        IsEnabled = IsEnabled,
    };

    /// <summary>Whose it is stays: agent, environment and name are what its runs are known by.</summary>
    public void Change(ScheduleTerms terms, DateTimeOffset now)
    {
        (Cron, Zone, Url, Input) = (terms.Cron, terms.Zone, terms.Url, terms.Input);
        (TimeoutSeconds, Retries, BackoffSeconds, AtOnce) = (terms.TimeoutSeconds, terms.Retries, terms.BackoffSeconds, terms.AtOnce);
        (CapUsdNanos, IsEnabled, ChangedAt) = (terms.CapUsdNanos, terms.IsEnabled, now);
        Version++;
    }

    /// <summary>What the ledger says of the address: no path, no query, for they may hold a secret.</summary>
    public string Origin => new Uri(Url).GetLeftPart(UriPartial.Authority);
}
