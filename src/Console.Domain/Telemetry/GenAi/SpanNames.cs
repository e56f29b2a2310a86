using System.Collections.Frozen;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>
/// The attributes that are read, each list in the order in which it is believed: what is our own, OpenTelemetry's GenAI conventions from the
/// newest to the oldest, OpenInference, and what single frameworks write. Everything else on a span, above all what was said to a model
/// and by it, is passed over unread.
/// </summary>
public static class SpanNames
{
    public const string Scope = "otel.scope.name";
    public const string ScopeVersion = "otel.scope.version";
    public const string Failure = "exception";
    public const string FailureType = "exception.type";
    public const string FailureMessage = "exception.message";

    internal const string Operation = "gen_ai.operation.name";
    internal const string McpMethod = "mcp.method.name";
    internal const string McpResource = "mcp.resource.uri";
    internal const string AiOperation = "ai.operationId";
    internal const string RequestType = "llm.request.type";
    internal const string TraceloopKind = "traceloop.span.kind";
    internal const string TraceloopEntity = "traceloop.entity.name";
    internal const string LangfuseUsage = "langfuse.observation.usage_details";
    internal const string LangfuseCost = "langfuse.observation.cost_details";
    internal const string LangfuseLevel = "langfuse.observation.level";
    internal const string LangfuseMessage = "langfuse.observation.status_message";
    internal const string ErrorType = "error.type";
    internal const string ResponseStatus = "gen_ai.response.status";
    internal const string OwnAgent = "agentconsole.agent";
    internal const string OwnRun = "agentconsole.run.id";
    internal const string OwnProposal = "agentconsole.proposal.id";
    internal const string OwnWorkflow = "agentconsole.workflow";
    internal const string Service = "service.name";
    internal const string ServiceVersion = "service.version";
    internal const string AgentName = "gen_ai.agent.name";
    internal const string AgentVersion = "gen_ai.agent.version";
    internal const string RetrievedDocuments = "gen_ai.retrieval.documents";
    internal const string ToolParameters = "tool.parameters";

    private const string IndexedStart = "retrieval.documents.";
    private const string RankedStart = "reranker.output_documents.";
    private const string IndexedEnd = ".document.id";

    internal static readonly string[] Kinds = ["openinference.span.kind", "langfuse.observation.type", "langsmith.span.kind", TraceloopKind];

    // A thread.id is one of the machine, and a session of an MCP server is not one of ours.
    internal static readonly string[] Runs =
    [
        "gen_ai.conversation.id", "session.id", "langfuse.session.id",
        "langsmith.metadata.thread_id", "langsmith.metadata.session_id", "langsmith.metadata.conversation_id",
        "traceloop.association.properties.thread_id", "traceloop.association.properties.session_id", "traceloop.association.properties.conversation_id",
        "ai.telemetry.metadata.threadId", "ai.telemetry.metadata.sessionId", "ai.telemetry.metadata.conversationId",
        "langfuse.trace.metadata.thread_id", "langfuse.observation.metadata.thread_id",
    ];

    internal static readonly string[] Workflows = ["gen_ai.workflow.name", "traceloop.workflow.name", "ai.telemetry.functionId"];

    internal static readonly string[] AgentNames = [AgentName, "agent_name", "graph.node.id", TraceloopEntity];

    internal static readonly string[] AnsweringModels = ["gen_ai.response.model", "ai.response.model"];

    internal static readonly string[] AskedModels =
    [
        "gen_ai.request.model", "llm.model_name", "embedding.model_name", "reranker.model_name", "ai.model.id",
        "langfuse.observation.model.name", "langsmith.metadata.ls_model_name",
    ];

    internal static readonly string[] InputTokens =
    [
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "llm.usage.prompt_tokens",
        "ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens",
    ];

    internal static readonly string[] OutputTokens =
    [
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion", "llm.usage.completion_tokens",
        "ai.usage.outputTokens", "ai.usage.completionTokens",
    ];

    internal static readonly string[] CachedTokens =
    [
        "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens", "gen_ai.usage.input_tokens.cached",
        "llm.token_count.prompt_details.cache_read", "gen_ai.usage.details.cache_read_tokens", "gen_ai.usage.details.cached_tokens",
        "ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.cachedInputTokens",
    ];

    internal static readonly string[] Costs =
    [
        "gen_ai.usage.cost", "gen_ai.usage.total_cost", "gen_ai.usage.cost_usd", "llm.usage.total_cost", "llm.cost.total",
        "gen_ai.cost.total_cost", "operation.cost",
    ];

    internal static readonly string[] Tools = ["gen_ai.tool.name", "tool.name", "ai.toolCall.name", "mcp.tool.name"];

    internal static readonly string[] ToolCallIds = ["gen_ai.tool.call.id", "ai.toolCall.id", "tool_call.id", "tool.id"];

    internal static readonly string[] Arguments =
    [
        "gen_ai.tool.call.arguments", "tool_call.function.arguments", "ai.toolCall.args", "ai.toolCall.input", "tool_arguments",
        ToolParameters, "input.value", "traceloop.entity.input", "langfuse.observation.input", "gen_ai.prompt",
    ];

    internal static readonly string[] Results =
    [
        "gen_ai.tool.call.result", "ai.toolCall.result", "ai.toolCall.output", "tool_response",
        "output.value", "traceloop.entity.output", "langfuse.observation.output", "gen_ai.completion",
    ];

    internal static readonly string[] Indexes = ["gen_ai.data_source.id", "gen_ai.memory.store.id", "db.collection.name", "db.name"];

    internal static readonly string[] DocumentIds = ["gen_ai.memory.record.id"];

    /// <summary>Harmless: kept under their own names, for whoever looks closer. None says what was said.</summary>
    internal static readonly string[] Extras =
    [
        Operation, "openinference.span.kind", McpMethod, AiOperation,
        "gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system", "ai.model.provider", "server.address",
        "gen_ai.request.model", "gen_ai.request.temperature", "gen_ai.request.top_p", "gen_ai.request.top_k", "gen_ai.request.max_tokens",
        "gen_ai.request.seed", "gen_ai.request.frequency_penalty", "gen_ai.request.presence_penalty", "gen_ai.request.choice.count",
        "gen_ai.request.stream", "gen_ai.request.reasoning.level", "gen_ai.output.type", "gen_ai.response.id", ResponseStatus,
        "gen_ai.response.finish_reasons", "gen_ai.response.time_to_first_chunk", "ai.response.finishReason", "ai.settings.maxRetries",
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.details.thoughts_tokens", "llm.token_count.completion_details.reasoning",
        "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens",
        "llm.token_count.prompt_details.cache_write", "gen_ai.embeddings.dimension.count", "gen_ai.retrieval.top_k", "gen_ai.memory.record.count",
        "gen_ai.tool.type", "mcp.protocol.version", "mcp.session.id", "jsonrpc.request.id", "rpc.response.status_code", "langgraph.node",
    ];

    internal static readonly string[] MadeExtras = [Service, ServiceVersion, "service.instance.id", "deployment.environment.name", "deployment.environment"];

    private static readonly FrozenSet<string> Read = FrozenSet.ToFrozenSet(
    [
        AgentName, AgentVersion, LangfuseUsage, LangfuseCost, LangfuseLevel, LangfuseMessage, RequestType, ErrorType, RetrievedDocuments, McpResource,
        FailureType, FailureMessage, OwnAgent, OwnRun, OwnProposal, OwnWorkflow,
        .. Kinds, .. Runs, .. Workflows, .. AgentNames, .. AnsweringModels, .. AskedModels, .. InputTokens, .. OutputTokens, .. CachedTokens, .. Costs,
        .. Tools, .. ToolCallIds, .. Arguments, .. Results, .. Indexes, .. DocumentIds, .. Extras, .. MadeExtras,
    ], StringComparer.Ordinal);

    /// <summary>Whether anything is read from this attribute.</summary>
    public static bool IsRead(string name) => Read.Contains(name) || IsDocumentId(name);

    /// <summary>Whether it is the id of one of the documents that were found, as OpenInference counts them.</summary>
    internal static bool IsDocumentId(string name) =>
        name.EndsWith(IndexedEnd, StringComparison.Ordinal)
        && (name.StartsWith(IndexedStart, StringComparison.Ordinal) || name.StartsWith(RankedStart, StringComparison.Ordinal));
}
