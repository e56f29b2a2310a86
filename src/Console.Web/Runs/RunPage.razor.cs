using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Runs;

/// <summary>One run: its story, its timeline, its events, and what it read and proposed.</summary>
public sealed partial class RunPage
{
    private RunFigures? _run;
    private RunSheet? _sheet;
    private LoadedAgent? _agent;
    private List<TraceEvent> _events = [];
    private List<RunEventRow> _shown = [];
    private RunStory? _story;
    private TimelineLayout _layout = TimelineLayout.Of([]);
    private EventFilter _filter = EventFilter.Parse(null);
    private Func<string, string>? _tokenOf;
    private string _typed = "";
    private bool _isCut;
    private long _lastId;
    private RunFigures? _lastGood;
    private RunComparison? _comparison;

    [Inject] public required RunQuery Query { get; init; }

    [Inject] public required RunsQuery Traces { get; init; }

    [Inject] public required TraceTokens Tokens { get; init; }

    [Inject] public required AgentCache Agents { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery] public string? Agent { get; set; }

    [SupplyParameterFromQuery] public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "run")] public string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "filter")] public string? FilterText { get; set; }

    [SupplyParameterFromQuery(Name = "event")] public string? EventText { get; set; }

    [SupplyParameterFromQuery(Name = "compare")] public string? Compare { get; set; }

    protected override bool IsEmpty => _run is null && _sheet is null;

    private RunPageFilter Shown => RunPageFilter.FromQuery(Agent, Environment, Name, FilterText, EventText, Compare);

    private string ShortTitle => ShortText.Of(Name ?? "", 30);

    private long? Cap => _agent?.Document.Caps.PerRunUsdNanos;

    private RunEventRow? Selected => Shown.Event is { } id && _events.FindIndex(one => one.Id == id) is >= 0 and var at ? new(at + 1, _events[at]) : null;

    protected override async Task OnParametersSetAsync()
    {
        (_typed, _filter) = (Shown.Filter, EventFilter.Parse(Shown.Filter));
        // What is told of the run is known by its number, which is known once it was looked up.
        var found = (await Traces.FindAsync(Name ?? "", Agent ?? "", Environment ?? "", CancellationToken.None)).SingleOrDefault();
        if (found?.Id != _run?.Id) (_events, _lastId) = ([], 0);
        await WatchAsync(found is null ? [Topic.Queue, Topic.Traces] : [Topic.Queue, Topic.Trace(found.Id)], LoadAsync);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _run = (await Traces.FindAsync(Name ?? "", Agent ?? "", Environment ?? "", cancellation)).SingleOrDefault();
        _sheet = await Query.OfAsync(Agent ?? "", Environment ?? "", Name ?? "", cancellation);
        _agent = Agents.Find(Agent ?? "");
        if (_run is not { } run) return;

        _tokenOf ??= await Tokens.OfAsync(run.Agent, run.Environment, cancellation);
        if (_events.Count < TelemetryLimits.StoryEventsMax)
        {
            // Only what came since: a long run is read whole once.
            var more = _lastId == 0
                ? await Traces.EventsAsync(run.Id, null, TelemetryLimits.StoryEventsMax, cancellation)
                : await Traces.EventsSinceAsync(run.Id, _lastId, TelemetryLimits.StoryEventsMax - _events.Count, cancellation);
            if (more.Count > 0)
            {
                _events = [.. _events.Concat(more).DistinctBy(one => one.Id).OrderBy(one => one.At).ThenBy(one => one.Id)];
                _lastId = _events.Max(one => one.Id);
            }
        }

        _isCut = run.Events > _events.Count;
        _story = RunStory.Of(_events, run.EndWord, Clock.Instant());
        if (Shown.IsCompared) await CompareAsync(run, cancellation);
        Narrow();
    }

    private async Task CompareAsync(RunFigures run, CancellationToken cancellation)
    {
        _lastGood = await Traces.LastGoodAsync(run, cancellation);
        _comparison = _lastGood is { } good
            ? RunComparison.Of(_events, await Traces.EventsAsync(good.Id, null, TelemetryLimits.StoryEventsMax, cancellation))
            : null;
    }

    private void Narrow()
    {
        _shown = [.. _events.Select((one, at) => new RunEventRow(at + 1, one)).Where(row => _filter.Fits(row.Event, _tokenOf))];
        _layout = TimelineLayout.Of(_filter.IsEmpty ? _events : [.. _shown.Select(row => row.Event)]);
    }

    private void TypeFilter(ChangeEventArgs args)
    {
        _typed = args.Value as string ?? "";
        _filter = EventFilter.Parse(_typed);
        Narrow();
    }

    // The address holds what is shown; typing changes it once the reader is done.
    private void KeepFilter() => Navigation.NavigateTo((Shown with { Filter = _typed }).ToHref(), replace: true);

    private string HrefOf(long one) => (Shown with { Event = one }).ToHref();

    private string NextHref(TraceOutcome outcome)
    {
        var from = _shown.FindIndex(row => row.Event.Id == Shown.Event);
        var next = _shown.Skip(from + 1).Concat(_shown.Take(from + 1)).FirstOrDefault(row => row.Event.Outcome == outcome);
        return next is null ? Shown.ToHref() : HrefOf(next.Event.Id);
    }
}
