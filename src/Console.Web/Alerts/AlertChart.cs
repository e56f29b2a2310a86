using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Alerts;

/// <summary>The course of an alert's figure, and beside it from where on it was too much.</summary>
internal static class AlertChart
{
    public static ChartSpec Of(Alert alert, IReadOnlyList<AlertFigure> course)
    {
        var points = course.Select(figure => new ChartPoint(ChartSpec.TimeOf(figure.At), figure.Value)).ToList();
        var line = course.Select(figure => new ChartPoint(ChartSpec.TimeOf(figure.At), figure.Limit)).ToList();
        var step = course.Count > 1 ? course[1].At - course[0].At : TimeSpan.FromMinutes(1);
        return new("What was seen", alert.Traits.Unit, ChartShape.Lines, [new("seen", 1, points), new("too much from here on", 0, line)], step)
        {
            Places = 2,
        };
    }
}
