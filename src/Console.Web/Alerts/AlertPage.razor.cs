using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Alerts;

/// <summary>One alert: what happened, since when, what lies behind it, what to do next, and what is done.</summary>
public sealed partial class AlertPage
{
    private static readonly int[] Hours = [1, 4, 12, 24, 72, 168];
    private Alert? _alert;
    private IReadOnlyList<AlertEvidence> _evidence = [];
    private IReadOnlyList<DeliveryRow> _deliveries = [];
    private ChartSpec? _chart;
    private AlertVerb? _form;
    private int _hours = 4;
    private string _reason = "";
    private bool _mayHandle;
    private bool _mayReadDeliveries;
    private bool _isAgentStopped;
    private bool _isToolKnown;
    private bool _isToolStopped;

    [Inject] public required AlertQuery Query { get; init; }

    [Inject] public required AlertCourseQuery Course { get; init; }

    [Inject] public required AnswerAlertHandler Handler { get; init; }

    [Inject] public required StopQuery Stops { get; init; }

    [Inject] public required ToolQuery Tools { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public string? Id { get; set; }

    protected override bool IsEmpty => _alert is null;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Alert(Id ?? ""), Topic.Deliveries, Topic.Agents, Topic.Tools], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _alert = AlertId.TryParse(Id, out var id) ? await Query.FindAsync(id, cancellation) : null;
        if (_alert is not { } alert) return;
        _mayHandle = Reader?.May(Permission.HandleAlerts) ?? false;
        _mayReadDeliveries = Reader?.May(Permission.ReadDeliveries) ?? false;
        _evidence = alert.EvidenceList;
        _deliveries = _mayReadDeliveries ? await Query.DeliveriesAsync(id, cancellation) : [];
        _chart = AlertChart.Of(alert, await Course.OfAsync(alert, cancellation));
        var stops = await Stops.InForceAsync(cancellation);
        _isAgentStopped = stops.Any(stop => stop.Scope == StopScope.Agent && stop.Name == alert.Agent);
        _isToolStopped = stops.Any(stop => stop.Scope == StopScope.Tool && stop.Name == alert.Tool);
        _isToolKnown = alert.Tool is { } tool && await Tools.FindAsync(tool, null, cancellation) is not null;
    }

    private void Toggle(AlertVerb form) => (_form, _reason) = (_form == form ? null : form, "");

    private Task AcknowledgeAsync() => AnswerAsync(new AlertAnswer.Acknowledge(), "You look into it; others see that.");

    private Task SilenceAsync() => AnswerAsync(new AlertAnswer.Silence(Clock.Instant().AddHours(_hours), _reason), "Nobody is told until then.");

    private Task ResolveAsync() => AnswerAsync(new AlertAnswer.Resolve(_reason.Trim().Length > 0 ? _reason : null), "It is resolved.");

    private async Task AnswerAsync(AlertAnswer answer, string done)
    {
        if (!CanDecide || _alert is not { } alert || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Handler.HandleAsync(new(caller, alert.Id, answer), CancellationToken.None);
        if (outcome is AnswerAlertOutcome.Taken) (_form, _reason) = (null, "");
        Toasts.Say(outcome is AnswerAlertOutcome.Taken ? done : AlertWords.Sentence(outcome), outcome is AnswerAlertOutcome.Taken ? Tone.Ok : Tone.Danger);
        await ReloadAsync();
    }
}
