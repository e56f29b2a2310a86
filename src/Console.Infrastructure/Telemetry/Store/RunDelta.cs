using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What a batch adds to one run.</summary>
internal sealed class RunDelta
{
    public long FirstMicros { get; private set; } = long.MaxValue;
    public long LastMicros { get; private set; } = long.MinValue;
    public long Events { get; private set; }
    public long ModelCalls { get; private set; }
    public long ToolCalls { get; private set; }
    public long Errors { get; private set; }
    public long Denials { get; private set; }
    public long InputTokens { get; private set; }
    public long OutputTokens { get; private set; }
    public long CostNanos { get; private set; }
    public long Unpriced { get; private set; }
    /// <summary>Time in which a person was waited for.</summary>
    public long WaitedMs { get; private set; }
    public long? FaultMicros { get; private set; }
    public FaultDomain? Fault { get; private set; }
    /// <summary>The best that the batch says of it.</summary>
    public RunWorkflow? Workflow { get; private set; }
    public string? AgentVersion { get; private set; }
    public string? Model { get; private set; }
    public string? Trigger { get; private set; }
    public long? EndedMicros { get; private set; }
    public string? EndWord { get; private set; }
    public HashSet<(RunName What, string Name)> Names { get; } = [];

    /// <param name="times">-1 takes back what was counted before; what was told of the run itself stays.</param>
    public void Add(TraceEvent one, int times)
    {
        Events += times;
        if (one.Kind == TraceKind.ModelCall) ModelCalls += times;
        if (one.Kind == TraceKind.ToolCall) ToolCalls += times;
        // That the run failed is told by its end, and is no further error: its story counts likewise.
        if (one.Outcome == TraceOutcome.Error && one.Kind != TraceKind.Run) Errors += times;
        if (one.Outcome == TraceOutcome.Denied) Denials += times;
        InputTokens += times * (one.InputTokens ?? 0);
        OutputTokens += times * (one.OutputTokens ?? 0);
        CostNanos += times * (one.CostNanos ?? 0);
        if (one.CostSource == CostSource.Unknown) Unpriced += times;
        if (one.Kind == TraceKind.Review) WaitedMs += times * (one.LatencyMs ?? 0);
        if (times < 0) return;
        var at = StoreTime.MicrosOf(ClockMarks.BeganAt(one));
        FirstMicros = Math.Min(FirstMicros, at);
        LastMicros = Math.Max(LastMicros, StoreTime.MicrosOf(ClockMarks.OverAt(one)));
        if (one.Fault is { } fault && at < (FaultMicros ?? long.MaxValue)) (FaultMicros, Fault) = (at, fault);
        if (one.Fault is { } layer) Names.Add((RunName.Layer, WireName.Of(layer)));
        if (one.Tool is { } tool) Names.Add((RunName.Tool, tool));
        if (one.Model is { } named) Names.Add((RunName.Model, named));
        if (one.Rule is { } rule) Names.Add((RunName.Rule, rule));
        if (one.Kind == TraceKind.Policy && LedgerDetail.Of(one)?.Policy is { } policy) Names.Add((RunName.Policy, policy));
        AgentVersion ??= one.AgentVersion;
        if (one.Kind is TraceKind.ModelCall or TraceKind.Run) Model ??= one.Model;
        if (one.Kind != TraceKind.Run) return;
        if (one.Name == RunMoments.Started) Trigger ??= one.Word;
        else if (one.Name == RunMoments.Ended) (EndedMicros, EndWord) = (at, one.Word);
    }

    public void Name(RunWorkflow workflow) => Workflow = workflow;
}
