using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools.Guards;

/// <summary>Shows what stands in front of a tool, and moves its breaker by hand.</summary>
public sealed partial class BreakerPanel
{
    private readonly Dictionary<string, string> _reasons = [];
    private bool _isBusy;

    [Inject] public required SetBreakerHandler Handler { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Parameter, EditorRequired] public string Tool { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlyList<GuardHealth> Health { get; set; } = [];

    [Parameter] public bool CanDecide { get; set; }

    [Parameter] public bool MaySet { get; set; }

    [Parameter] public EventCallback OnSet { get; set; }

    private static Tone ToneOf(BreakerState state) => state switch
    {
        BreakerState.Closed => Tone.Ok,
        BreakerState.Open => Tone.Danger,
        BreakerState.HalfOpen => Tone.Warn,
    };

    private string ReasonOf(GuardHealth health) => _reasons.GetValueOrDefault(health.Environment, "");

    private bool CanSet(GuardHealth health) => CanDecide && !_isBusy && ReasonOf(health).Trim().Length > 0;

    private async Task SetAsync(GuardHealth health, bool isOpen)
    {
        if (!CanSet(health) || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isBusy = true;
        try
        {
            var outcome = await Handler.HandleAsync(new(caller, Tool, health.Environment, isOpen, ReasonOf(health)), CancellationToken.None);
            var isSet = outcome is SetBreakerOutcome.Set;
            Toasts.Say(GuardWords.Sentence(outcome), isSet ? Tone.Ok : Tone.Warn);
            if (isSet) _reasons.Remove(health.Environment);
        }
        finally
        {
            _isBusy = false;
        }

        await OnSet.InvokeAsync();
    }
}
