using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Runs;

/// <summary>One run: its story, its timeline, its events, and what it read and proposed.</summary>
public sealed partial class RunPage
{
    private RunFigures? _run;
    private RunSheet? _sheet;
    private LoadedAgent? _agent;
    private RunEvents _read = RunEvents.None;
    private RunProposals _proposals = RunProposals.None;
    private SelectedProposal? _selected;
    private long? _cap;
    private IReadOnlyList<string> _policies = [];
    private string? _runbook;
    private bool _isStopped;
    private List<RunEventRow> _shown = [];
    private RunStory? _story;
    private TimelineLayout _layout = TimelineLayout.Of([]);
    private EventFilter _filter = EventFilter.Parse(null);
    private Func<string, string>? _tokenOf;
    private string _typed = "";
    private long _lastId;
    private long _forgotten;
    private RunFigures? _lastGood;
    private RunComparison? _comparison;

    [Inject] public required RunQuery Query { get; init; }

    [Inject] public required RunsQuery Traces { get; init; }

    [Inject] public required RunProposalsQuery Joined { get; init; }

    [Inject] public required ProposalQuery Proposals { get; init; }

    [Inject] public required ContractCache Contracts { get; init; }

    [Inject] public required CapQuery Caps { get; init; }

    [Inject] public required TraceTokens Tokens { get; init; }

    [Inject] public required AgentCache Agents { get; init; }

    [Inject] public required StopQuery Stops { get; init; }

    [Inject] public required AlertQuery Alerts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery] public string? Agent { get; set; }

    [SupplyParameterFromQuery] public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "run")] public string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "filter")] public string? FilterText { get; set; }

    [SupplyParameterFromQuery(Name = "event")] public string? EventText { get; set; }

    [SupplyParameterFromQuery(Name = "compare")] public string? Compare { get; set; }

    protected override bool IsEmpty => _run is null && _sheet is null;

    private RunPageFilter Shown => RunPageFilter.FromQuery(Agent, Environment, Name, FilterText, EventText, Compare);

    // What was asked for may be the id of a trace, of which the run's own name is known by now.
    private string RunName => _run?.Name ?? Name ?? "";

    private string ShortTitle => ShortText.Of(RunName, 30);

    private RunEventRow? Selected => Shown.Event is { } id ? Rows.FirstOrDefault(row => row.Event.Id == id) : null;

    private IEnumerable<RunEventRow> Rows => _read.Events.Select((one, at) => new RunEventRow(_read.StepOf(at), one));

    protected override async Task OnParametersSetAsync()
    {
        (_typed, _filter) = (Shown.Filter, EventFilter.Parse(Shown.Filter));
        // What is told of the run is known by its number, which is known once it was looked up.
        var found = await FindAsync(CancellationToken.None);
        // A trace may yet move to a run of another number.
        await WatchAsync([Topic.Queue, Topic.Agents, Topic.Alerts, found is { IsGuessed: false } ? Topic.Trace(found.Id) : Topic.Traces], LoadAsync);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var found = await FindAsync(cancellation);
        if (found?.Id != _run?.Id) (_read, _lastId) = (RunEvents.None, 0);
        _run = found;
        _sheet = await Query.OfAsync(Agent ?? "", Environment ?? "", RunName, cancellation);
        _agent = Agents.Find(Agent ?? "");
        if (_run is not { } run) return;

        _tokenOf ??= await Tokens.OfAsync(run.Agent, run.Environment, cancellation);
        _policies = [.. (await Traces.PoliciesAsync([run.Id], cancellation))[run.Id]];
        _runbook = await Alerts.RunbookAsync(run.Agent, run.Environment, run.Workflow, cancellation);
        _isStopped = (await Stops.InForceAsync(cancellation)).Any(stop => stop.Scope == StopScope.Agent && stop.Name == run.Agent);
        _cap = await Caps.OfRunAsync(run.Agent, run.Environment, run.Name, cancellation);
        await ReadEventsAsync(run, cancellation);
        _proposals = await Joined.OfAsync(_read.Events, cancellation);
        _selected = await SelectedAsync(run, cancellation);
        _story = RunStory.Of(_read, run.Totals, run.EndWord, Clock.Instant(), _proposals.Deciders);
        if (Shown.IsCompared) await CompareAsync(run, cancellation);
        Narrow();
    }

    private async Task<RunFigures?> FindAsync(CancellationToken cancellation) =>
        await Traces.FindAsync(Name ?? "", Agent ?? "", Environment ?? "", cancellation) is [var found, ..] ? found : null;

    private async Task ReadEventsAsync(RunFigures run, CancellationToken cancellation)
    {
        // Only what came since: a long run is read whole once, unless more came at once than is read of its end.
        var more = _lastId == 0 ? null : await Traces.EventsSinceAsync(run.Id, _lastId, TelemetryLimits.StoryTailMax, cancellation);
        if (more is { Count: < TelemetryLimits.StoryTailMax }) _read = _read.With(more, run.Events);
        // Numbers do not follow the order in which events are seen: a trace that moves here brings its own, and two nodes commit as they come.
        if (more is not { Count: < TelemetryLimits.StoryTailMax } || MissingOf(run) > _forgotten)
        {
            _read = await Traces.ReadAsync(run, cancellation);
            _forgotten = MissingOf(run);
        }

        foreach (var one in _read.Events.Concat(more ?? [])) _lastId = Math.Max(_lastId, one.Id);
    }

    private long MissingOf(RunFigures run) => Math.Max(0, run.Events - _read.Events.Count - _read.Skipped);

    // An agent may name any proposal in what it tells: only its own is shown.
    private async Task<SelectedProposal?> SelectedAsync(RunFigures run, CancellationToken cancellation) =>
        ProposalId.TryParse(Selected?.Event.Proposal, out var id) && await Proposals.OfAsync(id, cancellation) is { Proposal: var proposal }
        && proposal.Agent == run.Agent && proposal.Environment == run.Environment
            ? new(proposal, Contracts.Find(proposal.Tool, proposal.ContractVersion)?.Contract)
            : null;

    private async Task CompareAsync(RunFigures run, CancellationToken cancellation)
    {
        _lastGood = await Traces.LastGoodAsync(run, cancellation);
        _comparison = _lastGood is { } good
            ? RunComparison.Of(_read.Events, await Traces.EventsAsync(good.Id, null, TelemetryLimits.StoryEventsMax, cancellation))
            : null;
    }

    private void Narrow()
    {
        _shown = [.. Rows.Where(row => _filter.Fits(row.Event, _tokenOf))];
        _layout = _filter.IsEmpty ? TimelineLayout.Of(Drawn(_read.Events), Unread) : TimelineLayout.Of(Drawn(_shown.Select(row => row.Event)));
    }

    // With what the store does not know: the risk, who decided, and who is still waited for.
    private List<TraceEvent> Drawn(IEnumerable<TraceEvent> events)
    {
        var (drawn, now) = (new List<TraceEvent>(), Clock.Instant());
        foreach (var one in events)
        {
            drawn.Add(one switch
            {
                { Kind: TraceKind.Policy, Outcome: TraceOutcome.Waiting, Proposal: { } of } when _proposals.Risks.TryGetValue(of, out var risk) => one with { Word = string.Create(CultureInfo.InvariantCulture, $"{one.Word} {risk}") },
                _ => _proposals.Deciders.GetValueOrDefault(one.Id) is { } decider ? one with { Word = decider.Short } : one,
            });
            if (one is { Kind: TraceKind.Policy, Outcome: TraceOutcome.Waiting, Proposal: { } asked } && _proposals.Waiting.Contains(asked))
                drawn.Add(one with { Kind = TraceKind.Review, Outcome = TraceOutcome.Unknown, Word = "waiting", LatencyMs = Math.Max(0, (long)(now - one.At).TotalMilliseconds) });
        }

        return drawn;
    }

    private string? SaidOf(long one) => _proposals.Deciders.GetValueOrDefault(one)?.Sentence;

    // What the events between the first and the latest cost belongs to the curve all the same.
    private (DateTimeOffset At, long Nanos)? Unread => _read.IsCut && _run is { } run
        ? (_read.Events[TelemetryLimits.StoryHeadMax].At, run.CostNanos - _read.Events.Sum(one => one.CostNanos ?? 0)) : null;

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
