namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>What sort of thing a span tells of, by what it says of itself; never by its name, which is for people.</summary>
internal static class SpanSort
{
    public static TraceKind Of(TraceSpan span, SpanUsage usage) =>
        OfOperation(span.Text(SpanNames.Operation)) ?? OfKind(span) ?? OfMcp(span.Text(SpanNames.McpMethod)) ?? OfAi(span.Text(SpanNames.AiOperation))
        ?? OfRequest(span.Text(SpanNames.RequestType)) ?? OfWhatItHolds(span, usage);

    private static TraceKind? OfOperation(string? operation) => operation switch
    {
        "chat" or "text_completion" or "generate_content" or "embeddings" => TraceKind.ModelCall,
        "execute_tool" => TraceKind.ToolCall,
        "retrieval" or "search_memory" => TraceKind.Retrieval,
        // To fetch an answer that was there already asks no model.
        "create_agent" or "invoke_agent" or "invoke_workflow" or "plan" or "fetch_response" => TraceKind.Step,
        "create_memory" or "update_memory" or "upsert_memory" or "delete_memory" or "create_memory_store" or "delete_memory_store" => TraceKind.Step,
        _ => null,
    };

    private static TraceKind? OfKind(TraceSpan span)
    {
        foreach (var name in SpanNames.Kinds)
            if (span.Text(name) is { } kind && OfWord(kind) is { } sort) return sort;
        return null;
    }

    private static TraceKind? OfWord(string kind) => kind.ToLowerInvariant() switch
    {
        "llm" or "generation" or "embedding" => TraceKind.ModelCall,
        "tool" => TraceKind.ToolCall,
        "retriever" or "reranker" => TraceKind.Retrieval,
        "agent" or "chain" or "workflow" or "task" or "guardrail" or "evaluator" or "prompt" or "parser" => TraceKind.Step,
        _ => null,
    };

    private static TraceKind? OfMcp(string? method) => method switch
    {
        null => null,
        "tools/call" => TraceKind.ToolCall,
        "resources/read" => TraceKind.Retrieval,
        _ => TraceKind.Step,
    };

    // Around each ai.generateText.doGenerate, which asks the model, stands an ai.generateText with the sum.
    private static TraceKind? OfAi(string? operation) => operation switch
    {
        null => null,
        "ai.toolCall" => TraceKind.ToolCall,
        _ when !operation.StartsWith("ai.", StringComparison.Ordinal) => null,
        _ when operation.Contains(".do", StringComparison.Ordinal) => TraceKind.ModelCall,
        _ => TraceKind.Step,
    };

    private static TraceKind? OfRequest(string? type) => type switch
    {
        "chat" or "completion" or "embedding" => TraceKind.ModelCall,
        "rerank" => TraceKind.Retrieval,
        _ => null,
    };

    // Before 1.27 the convention had no name for the operation. Agents write the sum of their tokens too, but no model that they asked for.
    private static TraceKind OfWhatItHolds(TraceSpan span, SpanUsage usage) =>
        span.Text(SpanNames.Tools) is not null ? TraceKind.ToolCall
        : usage.IsCounted && SpanModel.Of(span) is not null ? TraceKind.ModelCall
        : TraceKind.Step;
}
