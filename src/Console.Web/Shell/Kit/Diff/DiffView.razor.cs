using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>What would change: two texts, or two lists of labelled values, side by side or inline.</summary>
public sealed partial class DiffView
{
    private Comparison _comparison = new([], false);
    private DiffMode _mode;
    private DiffMode? _asked;

    [Parameter] public string? Before { get; set; }

    [Parameter] public string? After { get; set; }

    /// <summary>Given: labelled values are compared instead of texts.</summary>
    [Parameter] public IReadOnlyList<DiffField>? BeforeFields { get; set; }

    [Parameter] public IReadOnlyList<DiffField>? AfterFields { get; set; }

    [Parameter] public string BeforeTitle { get; set; } = "Now";

    [Parameter] public string AfterTitle { get; set; } = "After";

    /// <summary>How it starts; the reader may switch.</summary>
    [Parameter] public DiffMode Mode { get; set; }

    [Parameter] public EventCallback<DiffMode> ModeChanged { get; set; }

    protected override void OnParametersSet()
    {
        if (_asked != Mode) _asked = _mode = Mode;
        _comparison = BeforeFields is null && AfterFields is null
            ? Comparison.OfTexts(Before, After)
            : Comparison.OfFields(BeforeFields ?? [], AfterFields ?? []);
    }

    private Task ShowAsync(DiffMode mode)
    {
        _mode = mode;
        return ModeChanged.InvokeAsync(mode);
    }

    private string Pressed(DiffMode mode) => mode == _mode ? "true" : "false";
}
