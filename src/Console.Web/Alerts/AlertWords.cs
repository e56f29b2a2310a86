using System.Globalization;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Alerts;

/// <summary>The sentences of this room, the same on pages and on the wire.</summary>
internal static class AlertWords
{
    public const string NotBacktestable = "A rule of this kind looks at how things stand, and the past cannot be asked. Keep it in shadow for a while instead.";

    public static string Title(AlertKind kind) => AlertTraits.Of(kind).Title;

    /// <summary>Why no run, proposal or delivery is named.</summary>
    public static string NothingBehind(AlertKind kind) => kind == AlertKind.CapNear
        ? "Nothing is named: no run is known that spent it."
        : "Nothing is named: when it was seen, no run, proposal or delivery behind it was found.";

    public static Tone ToneOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => Tone.Info,
        AlertSeverity.Warning => Tone.Warn,
        AlertSeverity.Critical => Tone.Danger,
    };

    public static string Sentence(AnswerAlertOutcome outcome) => outcome switch
    {
        AnswerAlertOutcome.NotNow { Status: AlertStatus.Resolved, By: null } => "It has been resolved already, since it was quiet.",
        AnswerAlertOutcome.NotNow { Status: AlertStatus.Resolved } late => $"{late.By} resolved it already.",
        AnswerAlertOutcome.NotNow late => $"{late.By} looks into it already.",
        AnswerAlertOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Select(fault => fault.Message)),
        AnswerAlertOutcome.NotYourAgent => "Somebody else answers for this agent.",
        AnswerAlertOutcome.RoleMissing => "Your roles do not allow this.",
        AnswerAlertOutcome.Unknown => "There is no such alert.",
        _ => "",
    };

    public static string Sentence(AlertRuleOutcome outcome) => outcome switch
    {
        AlertRuleOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Select(fault => fault.Message)),
        AlertRuleOutcome.Stale => "Somebody changed it meanwhile; look at it again.",
        AlertRuleOutcome.TooMany many => $"There are {many.Max} rules already; remove one first.",
        AlertRuleOutcome.RoleMissing => "Your roles do not allow this.",
        AlertRuleOutcome.Unknown => "It is not there any more.",
        _ => "",
    };

    /// <summary>What a rule did, or would have done.</summary>
    public static string Fired(AlertRuleRow row) => row.Rule.Mode switch
    {
        AlertMode.Off => "looks at nothing",
        AlertMode.Shadow => $"would have fired {Times(row.Fired)} last week",
        AlertMode.Enforce => $"fired {Times(row.Fired)} last week",
    };

    public static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} times");

    /// <summary>From when on it is too much, in a line.</summary>
    public static string Line(AlertTerms terms) => terms.Traits.Statistic switch
    {
        AlertStatistic.Count => string.Create(CultureInfo.InvariantCulture,
            $"{terms.Minimum} or more in {Minutes(terms.WindowMinutes)}, less likely than {terms.Chance:0.######} by the {Hours(terms.BaselineHours)} before"),
        AlertStatistic.Share => string.Create(CultureInfo.InvariantCulture,
            $"more than {AlertSentence.Figure(terms.LimitMicros)} % of {terms.Minimum} or more calls in {Minutes(terms.WindowMinutes)}, less likely than {terms.Chance:0.######} by the {Hours(terms.BaselineHours)} before"),
        AlertStatistic.Cost => string.Create(CultureInfo.InvariantCulture,
            $"{AlertSentence.Figure(terms.LimitMicros)} USD or more, and {terms.FactorTenths / 10.0:0.#} spreads above the median of {terms.Minimum} or more runs in {Hours(terms.BaselineHours)}"),
        AlertStatistic.Drift => $"a test over {Minutes(terms.WindowMinutes)} against the {Hours(terms.BaselineHours)} before, with 5 % of false alarms at one look",
        AlertStatistic.Level => terms.Kind switch
        {
            AlertKind.NoResult => $"{terms.Minimum} or more, {Domain.Telemetry.Durations.Text(TimeSpan.FromSeconds((double)terms.LimitMicros / AlertLimits.Micros))} after use",
            AlertKind.FailedDeliveries => $"{terms.Minimum} or more in {Minutes(terms.WindowMinutes)}",
            AlertKind.QueueAge => Domain.Telemetry.Durations.Text(TimeSpan.FromSeconds((double)terms.LimitMicros / AlertLimits.Micros)) + " or longer",
            _ => $"{AlertSentence.Figure(terms.LimitMicros)} {terms.Traits.LimitUnit} or more{(terms.WindowMinutes > 0 ? $" in {Minutes(terms.WindowMinutes)}" : "")}",
        },
    };

    private static string Minutes(int minutes) => Domain.Telemetry.Durations.Text(TimeSpan.FromMinutes(minutes));

    private static string Hours(int hours) => Domain.Telemetry.Durations.Text(TimeSpan.FromHours(hours));
}
