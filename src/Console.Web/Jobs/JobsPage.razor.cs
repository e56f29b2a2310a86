using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Jobs;

/// <summary>Every job of the console; those who may have one run now, or not at all. A paused one that people wait for is said loudly.</summary>
public sealed partial class JobsPage
{
    private IReadOnlyList<JobRow> _rows = [];
    private IReadOnlyList<JobRow> _missed = [];
    private Dialog? _dialog;
    private JobRow? _asked;
    private bool _isActing;
    private bool _mayRun;
    private bool _mayPause;

    [Inject] public required JobsQuery Query { get; init; }

    [Inject] public required ActOnJobHandler Acts { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    private bool CanAct => CanDecide && !_isActing;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Jobs, Topic.JobRuns], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        (_mayRun, _mayPause) = (Reader?.May(Permission.RunJobs) ?? false, Reader?.May(Permission.PauseJobs) ?? false);
        _rows = await Query.ListAsync(cancellation);
        _missed = [.. _rows.Where(row => row.IsMissed)];
    }

    private async Task BeginAsync(JobRow row)
    {
        _asked = row;
        StateHasChanged();
        if (_dialog is not null) await _dialog.OpenAsync();
    }

    private async Task PauseAsync()
    {
        if (_asked is not { } row) return;
        await ActAsync(row, JobVerb.Pause);
        if (_dialog is not null) await _dialog.CloseAsync();
    }

    private async Task ActAsync(JobRow row, JobVerb verb)
    {
        if (!CanAct || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isActing = true;
        try
        {
            var outcome = await Acts.HandleAsync(new(caller, row.Plan.Name, verb), CancellationToken.None);
            var isDone = outcome is ActOnJobOutcome.Ordered or ActOnJobOutcome.Paused or ActOnJobOutcome.Resumed;
            Toasts.Say($"{row.Plan.Name}: {JobWords.Sentence(outcome)}", isDone ? Tone.Ok : Tone.Warn);
        }
        finally
        {
            _isActing = false;
        }

        await ReloadAsync();
    }
}
