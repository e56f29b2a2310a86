using System.Globalization;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>One incident: the access review first, what happened, the timeline, what is to be done, and how it ends.</summary>
public sealed partial class IncidentPage
{
    private IncidentSheet? _sheet;
    private bool _mayReport;
    private bool _mayHandle;
    private bool _isBusy;
    private string _note = "";
    private string? _refusal;

    [Inject] public required IncidentQuery Query { get; init; }

    [Inject] public required ChangeIncidentHandler Handler { get; init; }

    [Inject] public required RefreshBundleHandler Bundles { get; init; }

    [Inject] public required AgentRights Rights { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public string? IdText { get; set; }

    protected override bool IsEmpty => _sheet is null;

    // Buttons wait for it; a form that somebody is writing in stays, and what it sends is asked again.
    private bool CanAct => CanDecide && !_isBusy;

    private IncidentId? Id => IncidentId.TryParse(IdText, out var id) ? id : null;

    protected override Task OnParametersSetAsync() =>
        WatchAsync(Id is { } id ? [Topic.Incident(id.ToString()), Topic.Deliveries] : [Topic.Incidents], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _sheet = Id is { } id ? await Query.FindAsync(id, cancellation) : null;
        _mayReport = Reader?.May(Permission.ReportFailures) ?? false;
        _mayHandle = _sheet is { } sheet && Reader is { } reader && await Rights.ReachAsync(reader, Permission.HandleIncidents, sheet.Incident.Agent, cancellation);
    }

    private string BundleHref(int number, string format) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/incidents/{Id}/bundle?number={number}&format={format}");

    private Task TakeItAsync() => Reader is { } reader ? TellAsync(new IncidentChange.Describe(Owner: new(reader.Id)), "You look after it now.") : Task.CompletedTask;

    private Task<bool> MoveAsync(IncidentState state) => TellAsync(new IncidentChange.Describe(State: state), $"It is {IncidentWords.Of(state)}.");

    private Task RateAsync(ChangeEventArgs args) => Enum.TryParse<IncidentSeverity>(args.Value as string, out var severity)
        ? TellAsync(new IncidentChange.Describe(Severity: severity), "The severity is changed.")
        : Task.CompletedTask;

    private async Task NoteAsync()
    {
        if (_note.Trim().Length > 0 && await TellAsync(new IncidentChange.Note(_note), "The note is in the timeline.")) _note = "";
    }

    private async Task BundleAsync()
    {
        if (!CanAct || Id is not { } id || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        Say(await Bundles.HandleAsync(new(caller, id), CancellationToken.None), "What is known was bundled once more.");
        await ReloadAsync();
    }

    /// <summary>Does it; true where it was done.</summary>
    private async Task<bool> TellAsync(IncidentChange change, string done)
    {
        if (!CanAct || Id is not { } id || await Callers.FindAsync(CancellationToken.None) is not { } caller) return false;
        _isBusy = true;
        try
        {
            var isDone = Say(await Handler.HandleAsync(new(caller, id, change), CancellationToken.None), done);
            await ReloadAsync();
            return isDone;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private bool Say(IncidentOutcome outcome, string done)
    {
        _refusal = outcome is IncidentOutcome.Done ? null : IncidentWords.Sentence(outcome);
        if (_refusal is null) Toasts.Say(done, Tone.Ok);
        return _refusal is null;
    }
}
