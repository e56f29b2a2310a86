using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Jobs;

/// <summary>One schedule: the form that shows its next five times before it is kept, and what came of the times that it fired.</summary>
public sealed partial class SchedulePage
{
    private ScheduleDraft _draft = new();
    private ScheduleRow? _row;
    private IReadOnlyList<ScheduledRun> _runs = [];
    private IReadOnlyList<DateTimeOffset> _next = [];
    private Dialog? _dialog;
    private string? _lineFault;
    private string? _refusal;
    private int _shownVersion;
    private bool _mayManage;

    [Parameter] public string? Id { get; set; }

    [Inject] public required SchedulesQuery Query { get; init; }

    [Inject] public required ScheduleHandlers Handlers { get; init; }

    [Inject] public required AgentRights Rights { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private bool IsNew => Id is null;

    protected override bool IsEmpty => !IsNew && _row is null;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Jobs, Topic.Agents], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (IsNew)
        {
            _mayManage = Reader?.May(Permission.ManageSchedules) ?? false;
            Look();
            return;
        }

        _row = ScheduleId.TryParse(Id, out var id) ? await Query.FindAsync(id, cancellation) : null;
        if (_row is not { Schedule: var schedule }) return;
        _mayManage = Reader is { } reader && await Rights.ReachAsync(reader, Permission.ManageSchedules, schedule.Agent, cancellation);
        _runs = (await Query.RunsAsync(id, null, ScheduleLimits.RunsShownMax, cancellation)).Rows;
        // What somebody types meanwhile is not swept away by a run that comes in; by another's change it is, and the save says so.
        if (_shownVersion != schedule.Version) (_draft, _shownVersion) = (ScheduleDraft.Of(schedule), schedule.Version);
        Look();
    }

    private void Look()
    {
        var now = Clock.Instant();
        var line = CronLine.Read(_draft.Cron.Trim(), _draft.Zone.Trim(), now, out var faults);
        _next = line?.After(now, ScheduleLimits.FireTimesShown) ?? [];
        _lineFault = line is null ? string.Join(' ', faults.Select(fault => fault.Message)) : null;
    }

    private async Task SaveAsync()
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        if (_draft.ToDocument(out var fault) is not { } document)
        {
            _refusal = fault!.Message;
            return;
        }

        var outcome = await Handlers.Save.HandleAsync(new(caller, _row?.Schedule.Id, _row?.Schedule.Version, document), CancellationToken.None);
        _refusal = outcome is ScheduleOutcome.Saved ? null : ScheduleWords.Sentence(outcome);
        if (outcome is not ScheduleOutcome.Saved saved) return;
        Toasts.Say(ScheduleWords.Sentence(outcome), Tone.Ok);
        if (saved.IsNew) Navigation.NavigateTo(Links.Schedule(saved.Schedule.Id.ToString()));
        else await ReloadAsync();
    }

    private async Task RunAsync()
    {
        if (!CanDecide || _row is not { } row || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Handlers.Order.HandleAsync(caller, row.Schedule.Id, CancellationToken.None);
        Toasts.Say(ScheduleWords.Sentence(outcome), outcome is ScheduleOutcome.Fired { Run.Status: ScheduledRunStatus.Started } ? Tone.Ok : Tone.Warn);
        await ReloadAsync();
    }

    private async Task AskAsync()
    {
        if (_dialog is not null) await _dialog.OpenAsync();
    }

    private async Task RemoveAsync()
    {
        if (!CanDecide || _row is not { } row || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Handlers.Remove.HandleAsync(caller, row.Schedule.Id, CancellationToken.None);
        if (_dialog is not null) await _dialog.CloseAsync();
        Toasts.Say(ScheduleWords.Sentence(outcome), outcome is ScheduleOutcome.Removed ? Tone.Ok : Tone.Warn);
        if (outcome is ScheduleOutcome.Removed) Navigation.NavigateTo(Links.Schedules);
    }
}
