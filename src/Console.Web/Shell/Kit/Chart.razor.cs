using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>
/// A chart, and the same figures as a table on demand and as CSV. It draws through <c>chart.js</c>, which finds it by its attributes, draws
/// anew in place when they change, and clears up when it is gone; without scripts the table and the CSV remain.
/// </summary>
public sealed partial class Chart
{
    private const int RankHeight = 30;
    private string _json = "";
    private bool _isOpen;
    private IReadOnlyList<Row> _rows = [];

    [Parameter, EditorRequired] public required ChartSpec Spec { get; set; }

    /// <summary>Where the same figures are as CSV.</summary>
    [Parameter] public string? Csv { get; set; }

    /// <summary>What to say where there is nothing to draw.</summary>
    [Parameter] public string? Nothing { get; set; }

    private int Height => Spec.Shape == ChartShape.Ranking ? 64 + RankHeight * Spec.Series.Max(series => series.Points.Count) : 240;

    protected override void OnParametersSet()
    {
        _json = Spec.ToJson();
        if (_isOpen) Fill();
    }

    private void Toggle()
    {
        _isOpen = !_isOpen;
        if (_isOpen) Fill();
    }

    private void Fill()
    {
        var points = Spec.Series.Select(series => series.Points.ToLookup(point => point.X, StringComparer.Ordinal)).ToList();
        _rows =
        [
            .. Spec.Series.SelectMany(series => series.Points.Select(point => point.X)).Distinct(StringComparer.Ordinal).Select(x => new Row(x,
                [.. Spec.Series.Select((series, at) => points[at][x].Select(point => new Cell(Spec.TextOf(point.Y), Spec.HrefOf(series, point))).FirstOrDefault())])),
        ];
        if (Spec.Step is not null) _rows = [.. _rows.OrderByDescending(row => row.X, StringComparer.Ordinal)];
    }

    private sealed record Row(string X, IReadOnlyList<Cell> Cells);

    private readonly record struct Cell(string? Text, string? Href);
}
