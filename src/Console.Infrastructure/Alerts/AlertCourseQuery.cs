using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>
/// The course of what an alert tells of: before it, while it lasted and after, where figures of that time are kept; otherwise what was seen at
/// each look.
/// </summary>
public sealed class AlertCourseQuery
{
    private const int PointsMax = 120;
    private const int WindowsBefore = 12;
    private readonly CountsQuery _counts;
    private readonly AlertQuery _alerts;
    private readonly AlertRuleQuery _rules;
    private readonly TimeProvider _clock;

    internal AlertCourseQuery(CountsQuery counts, AlertQuery alerts, AlertRuleQuery rules, TimeProvider clock) => (_counts, _alerts, _rules, _clock) = (counts, alerts, rules, clock);

    public async Task<IReadOnlyList<AlertFigure>> OfAsync(Alert alert, CancellationToken cancellation)
    {
        if (alert.Traits.Statistic is AlertStatistic.Count or AlertStatistic.Share && await _rules.FindAsync(alert.RuleId, cancellation) is { } row
            && await CountedAsync(alert, row.Rule.Terms, cancellation) is { Count: > 1 } counted) return counted;
        return [.. (await _alerts.OccurrencesAsync(alert.Id, cancellation)).Select(seen => new AlertFigure(seen.At, Figure(seen.ValueMicros), Figure(seen.LimitMicros)))];
    }

    private async Task<IReadOnlyList<AlertFigure>> CountedAsync(Alert alert, AlertTerms terms, CancellationToken cancellation)
    {
        var now = _clock.Instant();
        var until = alert.LastSeenAt.AddMinutes(Math.Min(terms.WindowMinutes, alert.QuietMinutes));
        var last = AlertSeries.EndOf(until < now ? until : now);
        var first = AlertSeries.EndOf(alert.OpenedAt.AddMinutes(-WindowsBefore * terms.WindowMinutes));
        var step = Math.Max(60, (last - first) / PointsMax / 60 * 60);
        if (await _counts.OfAsync(terms, alert.Scope, first, last, first, cancellation) is not { } series) return [];
        var figures = new List<AlertFigure>();
        for (var end = first; end <= last && figures.Count <= PointsMax * 2; end += step)
        {
            long? held = end > alert.OpenedAt.ToUnixTimeSeconds() ? AlertSeries.HeldAt(alert.OpenedAt, end) : null;
            var finding = AlertCheck.Of(terms, series.At(terms, end, held));
            figures.Add(new(DateTimeOffset.FromUnixTimeSeconds(end), Figure(finding.ValueMicros), finding.UsualMicros is null ? null : Figure(finding.LimitMicros)));
        }

        return figures;
    }

    private static double Figure(long micros) => (double)micros / AlertLimits.Micros;
}
