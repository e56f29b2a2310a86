namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>Reads the spans of one export as events of runs.</summary>
public static class SpanDrafts
{
    private const string NamelessService = "unknown_service";
    private const string Workflow = "invoke_workflow";
    private const string Agent = "invoke_agent";

    /// <summary>One event for each span, in their order.</summary>
    public static IReadOnlyList<NumberedDraft> Of(IReadOnlyList<TraceSpan> spans)
    {
        var family = new SpanFamily(spans);
        var usages = spans.ToDictionary(span => span, SpanUsage.Of, ReferenceEquality);
        var sorts = spans.ToDictionary(span => span, span => SpanSort.Of(span, usages[span]), ReferenceEquality);
        CountAgents(spans, family, usages, sorts);
        DemoteOuterModels(spans, family, usages, sorts);
        DemoteInnerTools(spans, family, sorts);
        var runs = RunsOf(spans, family);
        var workflows = family.Nearest(spans, WorkflowOf);
        return [.. spans.Select(span => new NumberedDraft(span.Number, Draft(span, sorts[span], usages[span], runs[span], workflows[span])))];
    }

    private static IEqualityComparer<TraceSpan> ReferenceEquality => ReferenceEqualityComparer.Instance;

    // Where a framework writes no span of the model itself, the agent's own span is the one that tells what was asked and used.
    private static void CountAgents(IReadOnlyList<TraceSpan> spans, SpanFamily family, Dictionary<TraceSpan, SpanUsage> usages, Dictionary<TraceSpan, TraceKind> sorts)
    {
        var asked = family.Around(spans.Where(span => sorts[span] == TraceKind.ModelCall));
        var agents = spans.Where(span => span.Text(SpanNames.Operation) == Agent && usages[span].IsCounted && SpanModel.Of(span) is not null && !asked.Contains(span)).ToList();
        var outer = family.Around(agents);
        foreach (var agent in agents)
            if (!outer.Contains(agent)) sorts[agent] = TraceKind.ModelCall;
    }

    // Where two libraries watch the same call, both write its tokens; the innermost one asked the model.
    private static void DemoteOuterModels(
        IReadOnlyList<TraceSpan> spans, SpanFamily family, Dictionary<TraceSpan, SpanUsage> usages, Dictionary<TraceSpan, TraceKind> sorts)
    {
        foreach (var outer in family.Around(spans.Where(span => sorts[span] == TraceKind.ModelCall && usages[span].IsCounted)))
            if (sorts[outer] == TraceKind.ModelCall) sorts[outer] = TraceKind.Step;
    }

    // A tool on an MCP server is told of by the agent and by both ends of the wire; the agent called it once.
    private static void DemoteInnerTools(IReadOnlyList<TraceSpan> spans, SpanFamily family, Dictionary<TraceSpan, TraceKind> sorts)
    {
        var inner = new List<TraceSpan>();
        foreach (var span in spans)
        {
            if (sorts[span] != TraceKind.ToolCall || span.Text(SpanNames.McpMethod) is null) continue;
            var outer = family.ParentOf(span);
            for (var up = 0; outer is not null && up < SpanLimits.EnclosingMax; up++, outer = family.ParentOf(outer))
                if (sorts[outer] == TraceKind.ToolCall && SpanTool.NameOf(outer) == SpanTool.NameOf(span))
                {
                    inner.Add(span);
                    break;
                }
        }

        // All are told apart before the first is changed: the far end of the wire stands within the near one.
        foreach (var span in inner) sorts[span] = TraceKind.Step;
    }

    // Frameworks name the run on the outermost span alone; where a trace names one run, the rest of it belongs there too.
    private static Dictionary<TraceSpan, string?> RunsOf(IReadOnlyList<TraceSpan> spans, SpanFamily family)
    {
        var runs = family.Nearest(spans, RunOf);
        foreach (var trace in spans.GroupBy(span => span.TraceId, StringComparer.Ordinal))
        {
            var named = trace.Select(span => runs[span]).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList();
            if (named.Count != 1) continue;
            foreach (var span in trace) runs[span] ??= named[0];
        }

        return runs;
    }

    private static string? RunOf(TraceSpan span) =>
        Name(span.Text(SpanNames.OwnRun)) ?? Name(span.Made(SpanNames.OwnRun)) ?? Name(span.Text(SpanNames.Runs)) ?? Name(span.Made(SpanNames.Runs));

    private static string? Name(string? text) => text is { Length: > 0 } ? LongName.Of(text, TelemetryLimits.RunNameLengthMax) : null;

    private static string? WorkflowOf(TraceSpan span) =>
        span.Text(SpanNames.OwnWorkflow) ?? span.Made(SpanNames.OwnWorkflow) ?? span.Text(SpanNames.Workflows)
        ?? (span.Text(SpanNames.Operation) == Workflow ? span.Text(SpanNames.AgentName) : null);

    private static string? ServiceOf(TraceSpan span) =>
        span.Made(SpanNames.Service) is { } service && !service.StartsWith(NamelessService, StringComparison.Ordinal) ? service : null;

    private static TraceDraft Draft(TraceSpan span, TraceKind sort, SpanUsage usage, string? run, string? workflow)
    {
        var isModel = sort == TraceKind.ModelCall;
        var isTool = sort == TraceKind.ToolCall;
        var isToolStep = sort == TraceKind.Step && SpanSort.Of(span, usage) == TraceKind.ToolCall;
        var isSearch = sort == TraceKind.Retrieval;
        var end = SpanEnd.Of(span);
        var isCut = false;
        var arguments = isTool ? SpanTool.ArgumentsOf(span, out isCut) : null;
        var name = NameOf(span, sort);
        return new()
        {
            IsSpan = true,
            At = InstantOf(span.StartNanos),
            LatencyMs = LatencyOf(span),
            Kind = sort,
            Outcome = end.Outcome,
            ErrorType = end.ErrorType,
            Error = end.Error,
            Agent = Label(span.Text(SpanNames.OwnAgent) ?? span.Made(SpanNames.OwnAgent)),
            Run = run,
            Workflow = Label(workflow ?? ServiceOf(span)),
            IsWorkflowGuessed = workflow is null,
            Name = name,
            AgentVersion = Label(span.Text(SpanNames.AgentVersion) ?? span.Made(SpanNames.ServiceVersion)),
            Model = isModel ? SpanModel.Of(span) : null,
            // By its tool the far end of the wire is known where it comes in another body.
            Tool = isTool || isToolStep ? SpanTool.NameOf(span) : null,
            ToolCallId = isTool ? SpanTool.CallIdOf(span) : null,
            Proposal = span.Text(SpanNames.OwnProposal) is { Length: <= TelemetryLimits.IdLengthMax } proposal ? proposal : null,
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            ParentSpanId = span.ParentSpanId,
            InputTokens = isModel ? usage.Input : null,
            OutputTokens = isModel ? usage.Output : null,
            CachedTokens = isModel ? usage.Cached : null,
            ReportedUsdNanos = isModel ? usage.UsdNanos : null,
            IsCostHint = isModel && usage.UsdNanos is not null,
            Arguments = arguments,
            Result = isTool ? SpanTool.ResultOf(span) : null,
            RetrievalIndex = isSearch ? SpanRetrieval.IndexOf(span) : null,
            DocumentIds = isSearch ? SpanRetrieval.DocumentsOf(span) : [],
            More = SpanExtras.Of(span, name ?? "", isCut),
        };
    }

    private static string? NameOf(TraceSpan span, TraceKind sort)
    {
        var name = (sort == TraceKind.Step ? span.Text(SpanNames.AgentNames) : null) ?? span.Name;
        return string.IsNullOrWhiteSpace(name) ? null : ShortText.Of(name, TelemetryLimits.NameLengthMax);
    }

    private static string? Label(string? text) => text is null ? null : ShortText.Of(text, TelemetryLimits.LabelLengthMax);

    private static long? LatencyOf(TraceSpan span) =>
        span.EndNanos >= span.StartNanos && (long)((span.EndNanos - span.StartNanos) / 1_000_000) is var millis and <= TelemetryLimits.FigureMax ? millis : null;

    // Cut to microseconds, as every instant here; the largest that nanoseconds can say is in the year 2554.
    private static DateTimeOffset InstantOf(ulong nanos) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanos / 1_000) * TimeSpan.TicksPerMicrosecond);
}
