using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>Stops in force, what has not confirmed, rehearsals and what was lifted.</summary>
public sealed partial class StopsPage
{
    private IReadOnlyList<StopInForce> _inForce = [];
    private IReadOnlyList<DrillRow> _drills = [];
    private IReadOnlyList<EarlierStop> _earlier = [];
    private bool _mayStop;
    private bool _isDrilling;

    [Inject] public required StopQuery Query { get; init; }

    [Inject] public required DrillHandler Drills { get; init; }

    [Inject] public required StopsOptions Options { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    private int DrillHours => Options.DrillHours;

    // What runs ends without touching an agent.
    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Agents, Topic.Queue], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayStop = (await Callers.FindAsync(cancellation))?.May(Permission.StopAgents) == true;
        (_inForce, _drills, _earlier) = (await Query.WithUnconfirmedAsync(cancellation), await Query.DrillsAsync(cancellation), await Query.EarlierAsync(cancellation));
    }

    private async Task DrillAsync()
    {
        if (!CanDecide || _isDrilling || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isDrilling = true;
        try
        {
            var outcome = await Drills.HandleAsync(new(caller, StopTarget.Everything), CancellationToken.None);
            Toasts.Say(AgentWords.Sentence(outcome), outcome is DrillOutcome.Drilled { Drill.HasHeld: true } ? Tone.Ok : Tone.Warn);
        }
        finally
        {
            _isDrilling = false;
        }
    }
}
