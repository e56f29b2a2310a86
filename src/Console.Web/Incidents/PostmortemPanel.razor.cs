using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Incidents;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>The postmortem in Markdown, with how it reads beside it.</summary>
public sealed partial class PostmortemPanel
{
    private IncidentId _shown;
    private string _saved = "";
    // What was written when the text was loaded; empty where only its beginning was shown.
    private string _seen = "";
    private string _text = "";

    [Parameter, EditorRequired] public IncidentSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter, EditorRequired] public Func<IncidentChange, string, Task<bool>> OnChange { get; set; } = null!;

    protected override void OnParametersSet()
    {
        var stored = Sheet.PostmortemText;
        // Whoever is writing keeps what was written, until somebody else saved another text and nothing of one's own is lost.
        if (_shown == Sheet.Incident.Id && (stored == _saved || _text != _saved)) return;
        Load();
    }

    private bool IsBehind => (Sheet.Incident.Postmortem ?? "") != _seen;

    private void Load() => (_shown, _saved, _text, _seen) = (Sheet.Incident.Id, Sheet.PostmortemText, Sheet.PostmortemText, Sheet.Incident.Postmortem ?? "");

    private async Task SaveAsync()
    {
        var text = _text;
        if (await OnChange(new IncidentChange.WritePostmortem(text, _seen), "The postmortem is saved.")) (_saved, _seen) = (text, text);
    }
}
