using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Web.Deliveries;

namespace AgentConsole.Web.Alerts;

/// <summary>An alert on the wire. Figures are in the unit that it names; names of tools, workflows and runs may be an agent's own.</summary>
public sealed record AlertView
{
    public required string Id { get; init; }
    public required string RuleId { get; init; }
    public required string Rule { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    /// <summary>What happened, in a sentence.</summary>
    public required string Summary { get; init; }
    public required string Severity { get; init; }
    /// <summary>open, acknowledged, silenced or resolved.</summary>
    public required string State { get; init; }
    public string? Agent { get; init; }
    public string? Tool { get; init; }
    public string? Workflow { get; init; }
    public string? Environment { get; init; }
    public required string FaultDomain { get; init; }
    public required decimal Value { get; init; }
    public required decimal Peak { get; init; }
    public required decimal Limit { get; init; }
    public decimal? Usual { get; init; }
    public required string Unit { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>Looks at which it was there.</summary>
    public required int Occurrences { get; init; }
    public required int Reopened { get; init; }
    public string? Owner { get; init; }
    public string? Runbook { get; init; }
    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? SilencedBy { get; init; }
    public DateTimeOffset? SilencedUntil { get; init; }
    public string? SilenceReason { get; init; }
    /// <summary>Absent where it was quiet for long enough.</summary>
    public string? ResolvedBy { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? ResolveReason { get; init; }
    /// <summary>Nobody was told: a rule in shadow would have.</summary>
    public required bool IsShadow { get; init; }
    /// <summary>What lies behind it; only where one alert is asked for.</summary>
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }
    /// <summary>What to do next; only where one alert is asked for.</summary>
    public IReadOnlyList<string>? WhatNext { get; init; }
    /// <summary>What was sent of it; only where one alert is asked for.</summary>
    public IReadOnlyList<DeliveryView>? Deliveries { get; init; }

    /// <summary>A run, a proposal or a delivery behind it.</summary>
    public sealed record EvidenceView(string Kind, string Id, string? Agent, string? Environment);

    public static AlertView Of(Alert alert) => new()
    {
        Id = alert.Id.ToString(),
        RuleId = alert.RuleId.ToString(),
        Rule = alert.RuleName,
        Kind = WireName.Of(alert.Kind),
        Title = alert.Traits.Title,
        Summary = AlertSentence.Of(alert),
        Severity = WireName.Of(alert.Severity),
        State = WireName.Of(alert.Status),
        Agent = alert.Agent,
        Tool = alert.Tool,
        Workflow = alert.Workflow,
        Environment = alert.Environment,
        FaultDomain = WireName.Of(alert.Fault),
        Value = Figure(alert.ValueMicros),
        Peak = Figure(alert.PeakMicros),
        Limit = Figure(alert.LimitMicros),
        Usual = alert.UsualMicros is { } usual ? Figure(usual) : null,
        Unit = alert.Traits.Unit,
        FirstSeenAt = alert.FirstSeenAt,
        LastSeenAt = alert.LastSeenAt,
        OpenedAt = alert.OpenedAt,
        Occurrences = alert.Occurrences,
        Reopened = alert.Reopened,
        Owner = alert.Owner,
        Runbook = alert.RunbookUrl,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
        SilencedBy = alert.SilencedBy,
        SilencedUntil = alert.SilencedUntil,
        SilenceReason = alert.SilenceReason,
        ResolvedBy = alert.ResolvedBy,
        ResolvedAt = alert.ResolvedAt,
        ResolveReason = alert.ResolveReason,
        IsShadow = alert.IsShadow,
    };

    /// <param name="deliveries">Null where the reader may not read what is sent.</param>
    public static AlertView Whole(Alert alert, IReadOnlyList<DeliveryRow>? deliveries) => Of(alert) with
    {
        Evidence = [.. alert.EvidenceList.Select(one => new EvidenceView(WireName.Of(one.Kind), one.Id, one.Agent, one.Environment))],
        WhatNext = AlertAdvice.Of(alert.Kind),
        Deliveries = deliveries?.Select(row => DeliveryView.Of(row)).ToList(),
    };

    private static decimal Figure(long micros) => (decimal)micros / AlertLimits.Micros;
}
