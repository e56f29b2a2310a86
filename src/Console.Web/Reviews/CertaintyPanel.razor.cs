using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>The typed way to a yes at high risk, for whoever does not hold the button.</summary>
public sealed partial class CertaintyPanel
{
    private TypedProof _proof = new(null, null, null, "");
    private ElementReference _field;
    private string? _digest;
    private string _typed = "";
    private bool _isWrong;

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter] public EventCallback OnSure { get; set; }

    [Parameter] public EventCallback OnBack { get; set; }

    protected override void OnParametersSet()
    {
        if (_digest == Sheet.Proposal.Digest) return;
        (_digest, _typed, _isWrong) = (Sheet.Proposal.Digest, "", false);
        _proof = TypedProof.Of(Sheet);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _field.FocusAsync();
    }

    private void Type(string? text) => (_typed, _isWrong) = (text ?? "", false);

    private async Task SubmitAsync()
    {
        if (!CanAct) return;
        _isWrong = !_proof.IsMetBy(_typed);
        if (!_isWrong) await OnSure.InvokeAsync();
    }
}
