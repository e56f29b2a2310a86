using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>The button and the dialog that stop or resume one target.</summary>
public sealed partial class StopSwitch
{
    private StopCounts _counts = new(0, 0, 0, 0, 0);
    private Dialog? _dialog;
    private string _reason = "";
    private bool _isResuming;
    private bool _isSending;
    private bool _mayStop;
    private bool _mayResume;

    [Inject] public required StopQuery Query { get; init; }

    [Inject] public required StopHandler Stopping { get; init; }

    [Inject] public required ResumeHandler Resuming { get; init; }

    [Inject] public required AgentRights Rights { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Parameter, EditorRequired] public required StopTarget Target { get; set; }

    /// <summary>Whether a stop of exactly this target is in force.</summary>
    [Parameter, EditorRequired] public bool IsStopped { get; set; }

    /// <summary>Whether the page is live.</summary>
    [Parameter, EditorRequired] public bool CanDecide { get; set; }

    private string DialogId => $"stop-{WireName.Of(Target.Scope)}";

    private string? Reach => Target.Scope == StopScope.Everything ? "reaches-all" : null;

    private string? Keys => Target.Scope == StopScope.Everything ? "Shift+Escape" : null;

    private bool CanSend => CanDecide && !_isSending && _reason.Trim().Length > 0;

    protected override async Task OnParametersSetAsync()
    {
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        (_mayStop, _mayResume) = (caller.May(Permission.StopAgents), await MayResumeAsync(caller));
    }

    private async Task<bool> MayResumeAsync(Caller caller) => Target.Scope == StopScope.Agent
        ? await Rights.ReachAsync(caller, Permission.ResumeAgents, Target.Name, CancellationToken.None)
        : caller.MayEverywhere(Permission.ResumeAgents);

    private async Task OpenAsync()
    {
        // What the dialog asks stays what was asked: a stop that comes from elsewhere meanwhile must not turn the button around.
        _isResuming = IsStopped;
        _counts = await Query.CountAsync(Target, CancellationToken.None);
        StateHasChanged();
        if (_dialog is not null) await _dialog.OpenAsync();
    }

    private async Task SendAsync()
    {
        if (!CanSend || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isSending = true;
        try
        {
            var outcome = _isResuming
                ? await Resuming.HandleAsync(new(caller, Target, _reason), CancellationToken.None)
                : await Stopping.HandleAsync(new(caller, Target, _reason), CancellationToken.None);
            Toasts.Say(AgentWords.Sentence(outcome), outcome is StopOutcome.Stopped or StopOutcome.Resumed ? Tone.Ok : Tone.Warn);
            if (outcome is StopOutcome.Malformed) return;
            _reason = "";
            if (_dialog is not null) await _dialog.CloseAsync();
        }
        finally
        {
            _isSending = false;
        }
    }
}
