using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>The button and the dialog that close an incident.</summary>
public sealed partial class CloseDialog
{
    private Dialog? _dialog;
    private GroundKind _kind;
    private string _what = "";
    private int _version = 1;
    private string _reason = "";
    private DateOnly? _until;
    private int _open;

    [Parameter, EditorRequired] public IncidentSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter, EditorRequired] public Func<IncidentChange, string, Task<bool>> OnChange { get; set; } = null!;

    protected override void OnParametersSet() => _open = Sheet.FollowUps.Count(one => one.DoneAt is null);

    private async Task OpenAsync()
    {
        if (_dialog is not null) await _dialog.OpenAsync();
    }

    private async Task SendAsync()
    {
        await OnChange(new IncidentChange.Close([new(_kind, _what, _version, _reason, _until)]), "The incident is closed.");
        // What is missing stands on the page, above everything else.
        if (_dialog is not null) await _dialog.CloseAsync();
    }
}
