using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule that looks for one kind of harm, again and again.</summary>
public sealed class AlertRule
{
    public required AlertRuleId Id { get; init; }
    public required string Name { get; set; }
    public required AlertKind Kind { get; init; }
    public string? Agent { get; private set; }
    public string? Tool { get; private set; }
    public string? Workflow { get; private set; }
    public int WindowMinutes { get; private set; }
    public int BaselineHours { get; private set; }
    public int Minimum { get; private set; }
    public int ChancePerMillion { get; private set; }
    public long LimitMicros { get; private set; }
    public int FactorTenths { get; private set; }
    public AlertSeverity Severity { get; private set; }
    public string? Owner { get; private set; }
    public string? RunbookUrl { get; private set; }
    public AlertMode Mode { get; private set; }
    /// <summary>Separated by commas; empty means all.</summary>
    public string Channels { get; private set; } = "";
    public int QuietMinutes { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    /// <summary>When it looked last; null where it never did.</summary>
    public DateTimeOffset? CheckedAt { get; set; }
    public int Version { get; set; } = 1;

    public AlertTerms Terms => new()
    {
        Name = Name,
        Kind = Kind,
        Scope = new(Agent, Tool, Workflow),
        WindowMinutes = WindowMinutes,
        BaselineHours = BaselineHours,
        Minimum = Minimum,
        ChancePerMillion = ChancePerMillion,
        LimitMicros = LimitMicros,
        FactorTenths = FactorTenths,
        Severity = Severity,
        Owner = Owner,
        RunbookUrl = RunbookUrl,
        Mode = Mode,
        Channels = Channels.Split(',', StringSplitOptions.RemoveEmptyEntries),
        QuietMinutes = QuietMinutes,
    };

    public static AlertRule Of(AlertTerms terms, DateTimeOffset now)
    {
        var rule = new AlertRule
        {
            Id = AlertRuleId.New(now),
            Name = terms.Name,
            Kind = terms.Kind,
            CreatedAt = now,
            ChangedAt = now,
        };
        rule.Take(terms);
        return rule;
    }

    /// <summary>Replaces everything but the kind.</summary>
    public void Change(AlertTerms terms, DateTimeOffset now)
    {
        // INVARIANT: a rule of another kind is another rule; what it found so far would not be comparable.
        if (terms.Kind != Kind) throw new InvalidOperationException($"{Id} looks for {Kind}.");
        Take(terms);
        ChangedAt = now;
        Version++;
    }

    public bool Names(WebhookEndpointId channel) => Channels.Split(',').Contains(channel.ToString());

    /// <summary>Forgets a channel that is gone; a rule that named no other tells all there are.</summary>
    public void Forget(WebhookEndpointId channel, DateTimeOffset now)
    {
        Channels = string.Join(',', Channels.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(one => one != channel.ToString()));
        ChangedAt = now;
        Version++;
    }

    /// <summary>Whether it is time to look again.</summary>
    public bool IsDue(DateTimeOffset now) => Mode != AlertMode.Off
        && (CheckedAt is not { } last || now - last >= TimeSpan.FromSeconds(Math.Min(AlertLimits.LookApartSecondsMax, WindowMinutes * 60 / AlertLimits.LooksPerWindow)));

    private void Take(AlertTerms terms)
    {
        (Name, Agent, Tool, Workflow) = (terms.Name, terms.Scope.Agent, terms.Scope.Tool, terms.Scope.Workflow);
        (WindowMinutes, BaselineHours, Minimum, ChancePerMillion) = (terms.WindowMinutes, terms.BaselineHours, terms.Minimum, terms.ChancePerMillion);
        (LimitMicros, FactorTenths, Severity, Owner) = (terms.LimitMicros, terms.FactorTenths, terms.Severity, terms.Owner);
        (RunbookUrl, Mode, Channels, QuietMinutes) = (terms.RunbookUrl, terms.Mode, string.Join(',', terms.Channels), terms.QuietMinutes);
    }
}
