using System.Globalization;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Domain.Telemetry;

/// <summary>
/// What happened in a run, where it first went wrong, whether it is still going on and what to do next: derived from its events by
/// rule, the same from the same events, and no model is asked.
/// </summary>
public sealed record RunStory(
    IReadOnlyList<StoryLine> Lines, StepRef? FirstWrong, StepRef? LastGood, FaultDomain? Fault, IReadOnlyList<RepeatedCall> Repeated, bool IsRunning)
{
    /// <summary>So many of the same call are called a loop.</summary>
    public const int RepeatsMin = 3;
    private const int RepeatedShownMax = 3;
    private const int DecidersShownMax = 3;

    /// <summary>A run of which nothing was heard for so long is taken to stand still.</summary>
    public static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(15);

    /// <param name="events">In the order of their times.</param>
    /// <param name="endWord">The outcome in the agent's word; null where nobody said that it ended.</param>
    public static RunStory Of(IReadOnlyList<TraceEvent> events, string? endWord, DateTimeOffset now) => Of(new RunEvents(events, 0), null, endWord, now);

    /// <param name="totals">What is counted of the whole run, for a run of which not every event is read.</param>
    /// <param name="deciders">Who spoke, by event, for a story that may name people.</param>
    public static RunStory Of(RunEvents read, RunTotals? totals, string? endWord, DateTimeOffset now, IReadOnlyDictionary<long, Decider>? deciders = null)
    {
        var events = read.Events;
        if (!read.IsCut) totals = null;
        var state = RunOutcomes.Of(endWord);
        var repeated = RepeatedIn(events);
        var wrong = FirstWrongIn(events, repeated);
        var good = LastGoodBefore(events, wrong);
        var isRunning = state == RunState.Open && events.Count > 0 && now - (totals?.LastAt ?? events.Max(ClockMarks.OverAt)) < QuietAfter;
        var fault = wrong is { } at ? events[at.Step - 1].Fault ?? FaultDomain.Orchestration : state == RunState.Failed ? FaultDomain.Orchestration : default(FaultDomain?);
        List<StoryLine?> lines =
        [
            Work(events, totals),
            good is null || wrong is null ? null : new(StoryPoint.LastGood, string.Create(CultureInfo.InvariantCulture, $"Went well until step {read.StepOf(good.Step - 1)}: {What(events[good.Step - 1])}."), NameOf(events[good.Step - 1]), good.Event),
            wrong is null ? null : Wrong(events, wrong, read.StepOf(wrong.Step - 1), repeated, deciders?.GetValueOrDefault(wrong.Event)),
            .. repeated.Take(RepeatedShownMax).Select(call => new StoryLine(StoryPoint.Repeated,
                string.Create(CultureInfo.InvariantCulture, $"{{name}} was called {call.Times} times with the same arguments."), call.Tool, call.Event)),
            Controls(events, read.IsCut),
            .. Decided(read, wrong, deciders),
            Waited(totals?.WaitedMs ?? events.Where(one => one.Kind == TraceKind.Review).Sum(one => one.LatencyMs ?? 0)),
            Spent(totals?.CostNanos ?? events.Sum(one => one.CostNanos ?? 0), totals?.Unpriced ?? events.Count(one => one.CostSource == CostSource.Unknown)),
            Clocks(events),
            Now(state, endWord, isRunning, events),
            Next(state, fault, wrong, repeated, isRunning),
        ];
        return new([.. lines.OfType<StoryLine>()], Placed(wrong), Placed(good), fault, [.. repeated.Select(call => call with { Step = read.StepOf(call.Step - 1) })], isRunning);

        StepRef? Placed(StepRef? step) => step is null ? null : step with { Step = read.StepOf(step.Step - 1) };
    }

    private static StoryLine Work(IReadOnlyList<TraceEvent> events, RunTotals? totals)
    {
        if (events.Count == 0) return new(StoryPoint.Work, "Nothing has been told of this run yet.");
        if (totals is not null) return new(StoryPoint.Work, string.Create(CultureInfo.InvariantCulture,
            $"In {Durations.Text(totals.LastAt - totals.StartedAt)}: {Counted(totals.ModelCalls, "model call")}, {Counted(totals.ToolCalls, "tool call")}, {Counted(totals.Errors, "error")}, {Counted(totals.Denials, "denial")}."));

        var (models, tools) = (events.Count(one => one.Kind == TraceKind.ModelCall), events.Where(one => one.Kind == TraceKind.ToolCall).ToList());
        var kinds = tools.Select(one => one.Tool).Distinct().Count();
        var took = events.Max(ClockMarks.OverAt) - events.Min(ClockMarks.BeganAt);
        return new(StoryPoint.Work, string.Create(CultureInfo.InvariantCulture,
            $"In {Durations.Text(took)}: {Counted(models, "model call")}, {Counted(tools.Count, "tool call")}{(kinds > 1 ? $" of {kinds} tools" : "")}, {Counted(events.Count(IsError), "error")}, {Counted(events.Count(IsDenied), "denial")}."));
    }

    private static StoryLine Wrong(IReadOnlyList<TraceEvent> events, StepRef wrong, int step, List<RepeatedCall> repeated, Decider? decider)
    {
        var one = events[wrong.Step - 1];
        var loop = repeated.Find(call => call.Event == one.Id);
        var what = loop is not null && one.Fault is null ? "{name} was called for the third time with the same arguments"
            : decider is not null ? "{name} was " + decider.Sentence
            : IsDenied(one) ? Denial(one)
            : one.Kind switch
            {
                TraceKind.ToolCall => "{name} failed",
                TraceKind.ModelCall => "the model {name} failed",
                TraceKind.Retrieval => "a look-up failed",
                _ => "a step failed",
            };
        var why = one.ErrorType is { } type && one.Kind != TraceKind.Policy && decider is null ? $" ({type})" : "";
        return new(StoryPoint.FirstWrong, string.Create(CultureInfo.InvariantCulture, $"First wrong step: {step}, {what}{why}."), NameOf(one), one.Id);
    }

    private static string Denial(TraceEvent one) => one.Kind switch
    {
        TraceKind.Review => "a person rejected {name}",
        TraceKind.Release => $"{{name}} was {one.Word}",
        _ => one.Rule is { } rule ? $"policy denied {{name}} by the rule {rule}" : "{name} was denied",
    };

    private static StoryLine? Controls(IReadOnlyList<TraceEvent> events, bool isCut)
    {
        var asked = events.Where(one => one.Kind == TraceKind.Policy).ToList();
        if (asked.Count == 0) return null;
        var decided = events.Where(one => one.Kind == TraceKind.Review).ToList();
        var people = decided.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; people approved {decided.Count(one => one.Outcome == TraceOutcome.Ok)} and rejected {decided.Count(IsDenied)}");
        return new(StoryPoint.Controls, string.Create(CultureInfo.InvariantCulture,
            $"{(isCut ? "In what is read of it, policy" : "Policy")} allowed {asked.Count(one => one.Outcome == TraceOutcome.Ok)}, asked a person about {asked.Count(one => one.Outcome == TraceOutcome.Waiting)} and denied {asked.Count(IsDenied)} of {asked.Count} proposals{people}."));
    }

    // The latest are told; the first wrong step has its own sentence.
    private static IEnumerable<StoryLine> Decided(RunEvents read, StepRef? wrong, IReadOnlyDictionary<long, Decider>? deciders) => deciders is null ? [] :
        read.Events.Index().Where(step => deciders.ContainsKey(step.Item.Id) && step.Item.Id != wrong?.Event).TakeLast(DecidersShownMax)
            .Select(step => new StoryLine(StoryPoint.Controls,
                string.Create(CultureInfo.InvariantCulture, $"Step {read.StepOf(step.Index)}: {{name}} was {deciders[step.Item.Id].Sentence}."), NameOf(step.Item), step.Item.Id));

    private static StoryLine? Waited(long waited) =>
        waited < 1_000 ? null : new(StoryPoint.Waited, $"Waited {Durations.Text(TimeSpan.FromMilliseconds(waited))} for people, which is not counted as latency.");

    private static StoryLine? Spent(long cost, long unknown)
    {
        if (cost == 0 && unknown == 0) return null;
        var beside = unknown == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {Counted(unknown, "call")} of unknown cost");
        return new(StoryPoint.Money, $"Spent {Money.Text(cost)} USD{beside}.");
    }

    private static StoryLine? Clocks(IReadOnlyList<TraceEvent> events)
    {
        var ahead = events.Count(one => one.Clock == ClockMark.Ahead);
        return ahead == 0 ? null : new(StoryPoint.Clock, string.Create(CultureInfo.InvariantCulture, $"The clock of its sender is ahead in {Counted(ahead, "event")}: their order is doubtful."));
    }

    private static StoryLine Now(RunState state, string? endWord, bool isRunning, IReadOnlyList<TraceEvent> events) => state switch
    {
        RunState.Succeeded or RunState.Failed or RunState.Ended => new(StoryPoint.Now, "It is over: its agent says \"{name}\".", endWord),
        _ when isRunning => new(StoryPoint.Now, "It is still running."),
        _ when events.Count == 0 => new(StoryPoint.Now, "Nobody said that it ended."),
        _ => new(StoryPoint.Now, "Nobody said that it ended, and nothing was heard of it for a while."),
    };

    private static StoryLine? Next(RunState state, FaultDomain? fault, StepRef? wrong, List<RepeatedCall> repeated, bool isRunning)
    {
        if (repeated.Count > 0 && isRunning) return new(StoryPoint.Next, "Stop the agent: it repeats itself and goes on spending.");
        if (wrong is null && state != RunState.Failed) return null;
        return new(StoryPoint.Next, fault switch
        {
            FaultDomain.ModelRuntime => "Look at the model's provider: limits, outages, the size of what is sent. Other runs of the same model tell whether it is only this one.",
            FaultDomain.Tools => "Look at the tool: its error rate on the tools' page tells whether others fail too; then at the arguments that this run sent.",
            FaultDomain.MemoryAndRetrieval => "Look at the index that was searched, and at the documents it gave.",
            FaultDomain.Controls => "Read the rule and the reviewer's reason: either the agent asked for what it should not, or the rule is too strict.",
            _ => "Compare with the last run that went well: the first step that differs is where to look.",
        });
    }

    private static List<RepeatedCall> RepeatedIn(IReadOnlyList<TraceEvent> events)
    {
        var calls = new Dictionary<string, (int Times, int Third)>(StringComparer.Ordinal);
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is not { Kind: TraceKind.ToolCall, CallHash: { } hash }) continue;
            var (times, third) = calls.GetValueOrDefault(hash);
            calls[hash] = (times + 1, times + 1 == RepeatsMin ? at : third);
        }

        return
        [
            .. calls.Values.Where(call => call.Times >= RepeatsMin).OrderByDescending(call => call.Times).ThenBy(call => call.Third)
                .Select(call => new RepeatedCall(events[call.Third].Tool ?? "", call.Times, events[call.Third].Id, call.Third + 1)),
        ];
    }

    // What failed and was made good later is not where it went wrong, unless nothing else is.
    private static StepRef? FirstWrongIn(IReadOnlyList<TraceEvent> events, List<RepeatedCall> repeated)
    {
        // A tool that failed is made good by the tool alone; what was denied also by leave.
        var (answered, allowed) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is not { Outcome: TraceOutcome.Ok, Tool: { } tool } one) continue;
            if (one.Kind == TraceKind.ToolCall) answered[tool] = allowed[tool] = at;
            else if (one is { Kind: TraceKind.Policy } or { Kind: TraceKind.Release, Word: "released" or "redeemed" }) allowed[tool] = at;
        }

        StepRef? first = null;
        for (var at = 0; at < events.Count; at++)
        {
            var isLoop = repeated.Exists(call => call.Step == at + 1);
            if (!isLoop && events[at] is { Fault: null } or { Kind: TraceKind.Run }) continue;
            first ??= new(at + 1, events[at].Id);
            var good = IsDenied(events[at]) ? allowed : answered;
            if (isLoop || events[at].Tool is not { } tool || good.GetValueOrDefault(tool, -1) < at) return new(at + 1, events[at].Id);
        }

        return first;
    }

    private static StepRef? LastGoodBefore(IReadOnlyList<TraceEvent> events, StepRef? wrong)
    {
        for (var at = (wrong?.Step ?? events.Count + 1) - 2; at >= 0; at--)
            if (events[at] is { Outcome: TraceOutcome.Ok, Kind: TraceKind.ToolCall or TraceKind.ModelCall or TraceKind.Retrieval }) return new(at + 1, events[at].Id);
        return null;
    }

    private static string What(TraceEvent one) => one.Kind switch
    {
        TraceKind.ToolCall => "{name} answered",
        TraceKind.ModelCall => "the model {name} answered",
        TraceKind.Retrieval => "a look-up answered",
        _ => "a step was done",
    };

    private static string? NameOf(TraceEvent one) => one.Kind == TraceKind.ModelCall ? one.Model ?? one.Name ?? "a model" : one.Tool ?? one.Name ?? "it";

    private static bool IsError(TraceEvent one) => one.Outcome == TraceOutcome.Error && one.Kind != TraceKind.Run;

    private static bool IsDenied(TraceEvent one) => one.Outcome == TraceOutcome.Denied;

    private static string Counted(long count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}s");
}
