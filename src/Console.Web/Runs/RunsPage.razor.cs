using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Runs;

/// <summary>Every run that was told of, newest first.</summary>
public sealed partial class RunsPage
{
    private const int PageMax = 50;

    private IReadOnlyList<RunFigures> _rows = [];
    private Dictionary<long, RunTriage> _triage = [];
    private bool _isMore;

    [Inject] public required RunsQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "search")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "environment")] public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "workflow")] public string? Workflow { get; set; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "fault_domain")] public string? FaultName { get; set; }

    [SupplyParameterFromQuery(Name = "faulty")] public string? Faulty { get; set; }

    [SupplyParameterFromQuery(Name = "cost_min")] public string? CostMin { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "tool")] public string? Tool { get; set; }

    [SupplyParameterFromQuery(Name = "model")] public string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "rule")] public string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    protected override bool IsEmpty => _rows.Count == 0;

    private RunsPageFilter Shown => RunsPageFilter.FromQuery(Search, Agent, Environment, Workflow, StateName, FaultName, Faulty, CostMin, From, To, Tool, Model, Rule, Sort, After);

    // What narrows the list is never folded away.
    private bool IsMoreShown => Shown.Filter is not { Agent: null, Environment: null, Workflow: null, Tool: null, Model: null, Rule: null, CostNanosMin: null };

    private string? NewestHref => Shown.After is null ? null : (Shown with { After = null }).ToHref();

    private string? OlderHref => _isMore ? (Shown with { After = RunsQuery.PlaceOf(_rows[^1]) }).ToHref() : null;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Traces, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        if (shown.IsBySuspicion)
        {
            var suspects = await Query.SuspectsAsync(shown.Filter, PageMax, cancellation);
            (_rows, _isMore, _triage) = ([.. suspects.Select(one => one.Run)], false, suspects.ToDictionary(one => one.Run.Id, one => one.Triage));
            return;
        }

        _triage = [];
        var read = await Query.ListAsync(shown.Filter, shown.After, PageMax + 1, cancellation);
        (_rows, _isMore) = ([.. read.Take(PageMax)], read.Count > PageMax);
    }

    private bool IsRunning(RunFigures run) => run.State == RunState.Open && Clock.Instant() - run.LastAt < RunStory.QuietAfter;

    private string Took(RunFigures run) => IsRunning(run) ? Durations.Text(Clock.Instant() - run.StartedAt) + " so far" : Durations.Text(run.Duration);

    private static string Wrongs(RunFigures run) => run.Errors + run.Denials == 0 ? "it ended so" : $"{Counted(run.Errors, "error")}, {Counted(run.Denials, "denial")}";

    private static string Counted(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
