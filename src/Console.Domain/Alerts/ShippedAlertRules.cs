namespace AgentConsole.Domain.Alerts;

/// <summary>The rules that a console begins with. Where a figure is a guess that only experience can better, they begin in shadow.</summary>
public static class ShippedAlertRules
{
    public static IReadOnlyList<AlertTerms> All { get; } =
    [
        AlertTerms.Usual("Denials of one agent", AlertKind.DenialSpike) with { Severity = AlertSeverity.Critical, Mode = AlertMode.Enforce },
        AlertTerms.Usual("Errors of one tool", AlertKind.ToolErrors) with { Mode = AlertMode.Enforce },
        AlertTerms.Usual("The same call again", AlertKind.RunawayRetries) with { Mode = AlertMode.Enforce },
        AlertTerms.Usual("Dear runs", AlertKind.RunCost),
        AlertTerms.Usual("Outcomes", AlertKind.OutcomeDrift),
        AlertTerms.Usual("Caps at 80 %", AlertKind.CapNear) with { Mode = AlertMode.Enforce },
        AlertTerms.Usual("Caps at 95 %", AlertKind.CapNear) with { Mode = AlertMode.Enforce, LimitMicros = 95 * AlertLimits.Micros, Severity = AlertSeverity.Critical },
        AlertTerms.Usual("Waiting proposals", AlertKind.QueueAge) with { Mode = AlertMode.Enforce },
        AlertTerms.Usual("Released without a result", AlertKind.NoResult) with { Mode = AlertMode.Enforce },
        AlertTerms.Usual("Given up messages", AlertKind.FailedDeliveries) with { Mode = AlertMode.Enforce },
    ];
}
