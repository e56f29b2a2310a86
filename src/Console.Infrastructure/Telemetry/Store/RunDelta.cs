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
    public string? Workflow { get; private set; }
    public string? AgentVersion { get; private set; }
    public string? Model { get; private set; }
    public string? Trigger { get; private set; }
    public long? EndedMicros { get; private set; }
    public string? EndWord { get; private set; }
    public HashSet<(RunName What, string Name)> Names { get; } = [];

    public void Add(TraceEvent one)
    {
        var at = StoreTime.MicrosOf(ClockMarks.BeganAt(one));
        FirstMicros = Math.Min(FirstMicros, at);
        LastMicros = Math.Max(LastMicros, StoreTime.MicrosOf(ClockMarks.OverAt(one)));
        Events++;
        if (one.Kind == TraceKind.ModelCall) ModelCalls++;
        if (one.Kind == TraceKind.ToolCall) ToolCalls++;
        // That the run failed is told by its end, and is no further error: its story counts likewise.
        if (one.Outcome == TraceOutcome.Error && one.Kind != TraceKind.Run) Errors++;
        if (one.Outcome == TraceOutcome.Denied) Denials++;
        InputTokens += one.InputTokens ?? 0;
        OutputTokens += one.OutputTokens ?? 0;
        CostNanos += one.CostNanos ?? 0;
        if (one.CostSource == CostSource.Unknown) Unpriced++;
        if (one.Kind == TraceKind.Review) WaitedMs += one.LatencyMs ?? 0;
        if (one.Fault is { } fault && at < (FaultMicros ?? long.MaxValue)) (FaultMicros, Fault) = (at, fault);
        if (one.Fault is { } layer) Names.Add((RunName.Layer, WireName.Of(layer)));
        if (one.Tool is { } tool) Names.Add((RunName.Tool, tool));
        if (one.Model is { } named) Names.Add((RunName.Model, named));
        if (one.Rule is { } rule) Names.Add((RunName.Rule, rule));
        if (one.Kind == TraceKind.Policy && LedgerDetail.Of(one)?.Policy is { } policy) Names.Add((RunName.Policy, policy));
        Workflow ??= one.Workflow;
        AgentVersion ??= one.AgentVersion;
        if (one.Kind is TraceKind.ModelCall or TraceKind.Run) Model ??= one.Model;
        if (one.Kind != TraceKind.Run) return;
        if (one.Name == RunMoments.Started) Trigger ??= one.Word;
        else if (one.Name == RunMoments.Ended) (EndedMicros, EndWord) = (at, one.Word);
    }
}
