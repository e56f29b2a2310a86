using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Jobs;

/// <summary>Every schedule of every agent, with what comes next; whoever answers for an agent may have one fire now.</summary>
public sealed partial class SchedulesPage
{
    private const int RowsMax = 200;

    private IReadOnlyList<ScheduleRow> _rows = [];
    private HashSet<string> _mine = [];
    private ScheduleId? _running;
    private bool _isCut;
    private bool _mayManage;

    [Inject] public required SchedulesQuery Query { get; init; }

    [Inject] public required OrderScheduledRunHandler Orders { get; init; }

    [Inject] public required AgentRights Rights { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override bool IsEmpty => _rows.Count == 0;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Jobs, Topic.Agents], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayManage = Reader?.May(Permission.ManageSchedules) ?? false;
        var page = await Query.ListAsync(null, RowsMax, cancellation);
        (_rows, _isCut) = (page.Rows, page.Next is not null);
        HashSet<string> mine = [];
        if (Reader is { } reader && _mayManage)
            foreach (var agent in _rows.Select(row => row.Schedule.Agent).Distinct())
                if (await Rights.ReachAsync(reader, Permission.ManageSchedules, agent, cancellation)) mine.Add(agent);
        _mine = mine;
    }

    private async Task RunAsync(AgentSchedule schedule)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _running = schedule.Id;
        try
        {
            var outcome = await Orders.HandleAsync(caller, schedule.Id, CancellationToken.None);
            var isStarted = outcome is ScheduleOutcome.Fired { Run.Status: ScheduledRunStatus.Started or ScheduledRunStatus.Due };
            Toasts.Say($"{schedule.Name}: {ScheduleWords.Sentence(outcome)}", isStarted ? Tone.Ok : Tone.Warn);
        }
        finally
        {
            _running = null;
        }

        await ReloadAsync();
    }
}
