using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Evidence;

/// <summary>What the run proposed before this: the last few steps, and all of them a key away.</summary>
public sealed partial class RunPanel
{
    private const int ShownAtFirst = 4;

    private ElementReference _heading;
    private bool _showsAll;
    private bool _takesFocus;

    [Parameter, EditorRequired] public EarlierSteps? Run { get; set; }

    [Parameter, EditorRequired] public string Agent { get; set; } = "";

    [Parameter, EditorRequired] public string Environment { get; set; } = "";

    private IEnumerable<RunStep> Shown => Run is not { } run ? [] : _showsAll ? run.Steps : run.Steps.TakeLast(ShownAtFirst);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus) await _heading.FocusAsync();
        _takesFocus = false;
    }

    // Whoever asks for the trace by a key has to get there: the column may lie below the card.
    private void Toggle() => (_showsAll, _takesFocus) = (!_showsAll, !_showsAll);
}
