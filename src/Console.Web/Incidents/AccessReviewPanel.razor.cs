using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Incidents;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>The three questions about access, with what the console knows of the answers.</summary>
public sealed partial class AccessReviewPanel
{
    private IncidentId _shown;
    private int _version = -1;
    private string _had = "";
    private string _used = "";
    private string _excess = "";

    [Parameter, EditorRequired] public IncidentSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter, EditorRequired] public Func<IncidentChange, string, Task<bool>> OnChange { get; set; } = null!;

    protected override void OnParametersSet()
    {
        // What somebody is writing is not overwritten because something else about the incident changed.
        if (_shown == Sheet.Incident.Id && _version == (Sheet.Review?.Version ?? 0)) return;
        (_shown, _version) = (Sheet.Incident.Id, Sheet.Review?.Version ?? 0);
        (_had, _used, _excess) = Sheet.Review is { } review ? (review.Had, review.Used, review.Excess) : (Granted, Used, "");
    }

    private string Granted => ShortOf((Sheet.Agent?.Manifest ?? []).Select(row => $"{row.Entry.Tool} in {EnvironmentsOf(row)}{(row.Entry.Arguments is null ? "" : ", with limits")}"));

    private string Used => ShortOf((Sheet.Agent?.Manifest ?? []).Where(row => UsesOf(row) > 0).Select(row => $"{row.Entry.Tool}: {UsesOf(row)} times in {AgentQuery.LatelyDays} days"));

    private Task<bool> SaveAsync() => OnChange(new IncidentChange.AnswerReview(_had, _used, _excess), "The access review is answered.");

    private static string EnvironmentsOf(ManifestRow row) => string.Join(", ", row.Entry.Environments.Order(StringComparer.Ordinal));

    private static int UsesOf(ManifestRow row) => row.ProposedLately;

    private static DateTimeOffset? LastOf(ManifestRow row) => row.LastProposedAt;

    private static string ShortOf(IEnumerable<string> lines) => Domain.ShortText.Of(string.Join('\n', lines), IncidentLimits.AnswerLengthMax);
}
