using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Alerts;

/// <summary>One fault, however often it was seen: what is wrong, since when, how bad it was, and who looks after it.</summary>
public sealed class Alert
{
    public required AlertId Id { get; init; }
    /// <summary>The rule that found it last, or weighs most.</summary>
    public required AlertRuleId RuleId { get; set; }
    public required string RuleName { get; set; }
    public required AlertKind Kind { get; init; }
    public string? Agent { get; init; }
    public string? Tool { get; init; }
    public string? Workflow { get; init; }
    public string? Environment { get; init; }
    public required string GroupKey { get; init; }
    /// <summary>Counts the alerts of one key; with it the key is unique, so that two nodes make one alert.</summary>
    public required int Episode { get; init; }
    /// <summary>Nobody is told of it: it says what a rule would have done.</summary>
    public required bool IsShadow { get; init; }
    public required AlertSeverity Severity { get; set; }
    public AlertStatus Status { get; private set; } = AlertStatus.Open;
    public required FaultDomain Fault { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset LastSeenAt { get; private set; }
    /// <summary>When it was opened last: first, or again.</summary>
    public DateTimeOffset OpenedAt { get; private set; }
    /// <summary>Looks at which it was there.</summary>
    public int Occurrences { get; private set; }
    public int Reopened { get; private set; }
    public long ValueMicros { get; private set; }
    public long PeakMicros { get; private set; }
    public long LimitMicros { get; private set; }
    /// <summary>What it usually is; null where nothing earlier was looked at.</summary>
    public long? UsualMicros { get; private set; }
    public string? Owner { get; set; }
    public string? RunbookUrl { get; set; }
    public int QuietMinutes { get; set; }
    /// <summary>How long its rule's window is; 0 where it looks at how things stand.</summary>
    public int WindowMinutes { get; private set; }
    /// <summary>What lies behind it, as JSON.</summary>
    public string Evidence { get; private set; } = "[]";
    public string? AcknowledgedBy { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public string? SilencedBy { get; private set; }
    public DateTimeOffset? SilencedUntil { get; private set; }
    public string? SilenceReason { get; private set; }
    /// <summary>Null where it was resolved because it was quiet.</summary>
    public string? ResolvedBy { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? ResolveReason { get; private set; }
    public int Version { get; private set; } = 1;

    public AlertScope Scope => new(Agent, Tool, Workflow, Environment);

    public AlertTraits Traits => AlertTraits.Of(Kind);

    public IReadOnlyList<AlertEvidence> EvidenceList => JsonSerializer.Deserialize<List<AlertEvidence>>(Evidence) ?? [];

    /// <summary>Whether it asks for somebody.</summary>
    public bool IsActive => Status != AlertStatus.Resolved;

    /// <summary>Opens one for what a rule found.</summary>
    public static Alert Open(AlertRule rule, AlertFinding finding, string key, int episode, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Id = AlertId.New(now),
            RuleId = rule.Id,
            RuleName = rule.Name,
            Kind = rule.Kind,
            Agent = finding.Scope.Agent,
            Tool = finding.Scope.Tool,
            Workflow = finding.Scope.Workflow,
            Environment = finding.Scope.Environment,
            GroupKey = key,
            Episode = episode,
            IsShadow = rule.Mode == AlertMode.Shadow,
            Severity = rule.Severity,
            Fault = AlertTraits.Of(rule.Kind).Fault,
            FirstSeenAt = now,
            OpenedAt = now,
        };
        alert.See(rule, finding, now);
        return alert;
    }

    /// <summary>Counts one more look at which it was there; true where it weighs more than before, so that people are told again.</summary>
    public bool See(AlertRule rule, AlertFinding finding, DateTimeOffset now)
    {
        Occurrences++;
        LastSeenAt = now;
        (ValueMicros, LimitMicros, UsualMicros) = (finding.ValueMicros, finding.LimitMicros, finding.UsualMicros);
        PeakMicros = Math.Max(PeakMicros, finding.ValueMicros);
        if (finding.Evidence.Count > 0) Evidence = TextOf(finding.Evidence);
        Version++;
        if (Occurrences > 1 && rule.Severity < Severity) return false;
        var isWorse = Occurrences > 1 && rule.Severity > Severity;
        (RuleId, RuleName, Severity, RunbookUrl) = (rule.Id, rule.Name, rule.Severity, rule.RunbookUrl);
        (QuietMinutes, WindowMinutes) = (rule.QuietMinutes, rule.WindowMinutes);
        return isWorse;
    }

    /// <summary>What it tells of is there again, and is silent where a silence lies ahead; false, and nothing changed, where it is not resolved.</summary>
    public bool TryReopen(AlertRule rule, AlertFinding finding, DateTimeOffset now)
    {
        if (!TryTake(AlertVerb.Reopen)) return false;
        (ResolvedAt, ResolvedBy, ResolveReason, AcknowledgedAt, AcknowledgedBy) = (null, null, null, null, null);
        (Severity, PeakMicros, OpenedAt) = (rule.Severity, 0, now);
        if (IsSilenceAhead(now)) Status = AlertStatus.Silenced;
        else EndSilence();
        Reopened++;
        See(rule, finding, now);
        return true;
    }

    public bool TryAcknowledge(Caller.Person by, DateTimeOffset now)
    {
        if (!TryTake(AlertVerb.Acknowledge)) return false;
        (AcknowledgedBy, AcknowledgedAt) = (by.DisplayName, now);
        EndSilence();
        return true;
    }

    public bool TrySilence(Caller.Person by, DateTimeOffset until, string reason)
    {
        if (!TryTake(AlertVerb.Silence)) return false;
        (SilencedBy, SilencedUntil, SilenceReason) = (by.DisplayName, until, reason);
        return true;
    }

    public bool TryWake()
    {
        if (!TryTake(AlertVerb.Wake)) return false;
        EndSilence();
        return true;
    }

    /// <param name="by">Null where it was quiet for long enough.</param>
    public bool TryResolve(Caller.Person? by, string? reason, DateTimeOffset now)
    {
        if (!TryTake(AlertVerb.Resolve)) return false;
        (ResolvedBy, ResolvedAt, ResolveReason) = (by?.DisplayName, now, reason);
        // Quiet alone ends no silence: it was given until a time.
        if (by is not null) EndSilence();
        return true;
    }

    /// <summary>Whether somebody silenced it until a time that is still to come.</summary>
    public bool IsSilenceAhead(DateTimeOffset now) => SilencedUntil > now;

    /// <summary>
    /// Whether it stays resolved although a rule finds it: a window that began before a person resolved it still holds what was seen
    /// to, and is nothing new.
    /// </summary>
    public bool IsSettled(AlertRule rule, DateTimeOffset now) => Status == AlertStatus.Resolved && ResolvedBy is not null
        && now - ResolvedAt < TimeSpan.FromMinutes(Math.Max(rule.WindowMinutes, rule.QuietMinutes));

    private bool TryTake(AlertVerb verb)
    {
        if (AlertTransitions.Take(Status, verb) is not { } next) return false;
        Status = next;
        Version++;
        return true;
    }

    private void EndSilence() => (SilencedBy, SilencedUntil, SilenceReason) = (null, null, null);

    private static string TextOf(IReadOnlyList<AlertEvidence> evidence)
    {
        // Escapes make a hostile name up to six times as long: what does not fit is left out, and never cut in half.
        var kept = evidence.Where(one => one.Id.Length <= AlertLimits.EvidenceNameLengthMax).Take(AlertLimits.EvidenceMax).ToList();
        while (kept.Count > 0 && JsonSerializer.Serialize(kept) is { Length: > AlertLimits.EvidenceLengthMax }) kept.RemoveAt(kept.Count - 1);
        return JsonSerializer.Serialize(kept);
    }
}
