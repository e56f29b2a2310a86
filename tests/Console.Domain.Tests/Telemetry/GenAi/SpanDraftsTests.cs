using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AgentConsole.Domain.Tests.Telemetry.GenAi.Spans;

namespace AgentConsole.Domain.Tests.Telemetry.GenAi;

public sealed class SpanDraftsTests
{
    [Fact]
    public void A_chat_of_the_first_generation_is_a_model_call()
    {
        var draft = Of(1, ("gen_ai.system", "openai"), ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "gpt-4"), ("gen_ai.response.model", "gpt-4-0613"),
            ("gen_ai.usage.prompt_tokens", 100), ("gen_ai.usage.completion_tokens", 20)).Draft();

        Assert.Equal((TraceKind.ModelCall, "gpt-4-0613", 100L, 20L), (draft.Kind, draft.Model, draft.InputTokens, draft.OutputTokens));
        Assert.Equal("openai", draft.More!.Value.GetProperty("gen_ai.system").GetString());
        Assert.Equal((TraceOutcome.Ok, 1_500L), (draft.Outcome, draft.LatencyMs));
    }

    [Fact]
    public void Before_operations_had_names_a_model_and_its_tokens_make_a_model_call()
    {
        Assert.Equal(TraceKind.ModelCall, Of(1, ("gen_ai.system", "anthropic"), ("gen_ai.request.model", "claude-2"), ("gen_ai.usage.prompt_tokens", 1)).Draft().Kind);
        Assert.Equal(TraceKind.Step, Of(1, ("gen_ai.system", "anthropic"), ("gen_ai.usage.prompt_tokens", 1)).Draft().Kind);
        Assert.Equal(TraceKind.Step, Of(1, ("gen_ai.request.model", "claude-2")).Draft().Kind);
    }

    [Fact]
    public void A_chat_of_the_second_generation_says_what_was_cached_and_who_provided_it()
    {
        var draft = Of(1, ("gen_ai.provider.name", "anthropic"), ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "claude-sonnet-4-5"),
            ("gen_ai.usage.input_tokens", 100), ("gen_ai.usage.cache_read.input_tokens", 80), ("gen_ai.usage.output_tokens", 20),
            ("gen_ai.conversation.id", "conv-1"), ("gen_ai.request.temperature", 0.5), ("gen_ai.response.finish_reasons", new[] { "stop" })).Draft();

        Assert.Equal((100L, 80L, 20L), (draft.InputTokens, draft.CachedTokens, draft.OutputTokens));
        Assert.Equal(("conv-1", "claude-sonnet-4-5"), (draft.Run, draft.Model));
        Assert.Equal(0.5, draft.More!.Value.GetProperty("gen_ai.request.temperature").GetDouble());
        Assert.Equal("""["stop"]""", draft.More!.Value.GetProperty("gen_ai.response.finish_reasons").GetRawText());
    }

    [Fact]
    public void What_was_cached_and_told_apart_is_added_to_what_went_in()
    {
        var draft = Of(1, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 5), ("gen_ai.usage.cache_read_input_tokens", 900)).Draft();

        Assert.Equal((905L, 900L), (draft.InputTokens, draft.CachedTokens));
    }

    [Theory]
    [InlineData("plan", TraceKind.Step)]
    [InlineData("invoke_agent", TraceKind.ModelCall)]
    [InlineData("invoke_workflow", TraceKind.Step)]
    [InlineData("create_agent", TraceKind.Step)]
    [InlineData("create_memory", TraceKind.Step)]
    [InlineData("fetch_response", TraceKind.Step)]
    [InlineData("search_memory", TraceKind.Retrieval)]
    [InlineData("retrieval", TraceKind.Retrieval)]
    [InlineData("embeddings", TraceKind.ModelCall)]
    [InlineData("text_completion", TraceKind.ModelCall)]
    [InlineData("generate_content", TraceKind.ModelCall)]
    [InlineData("execute_tool", TraceKind.ToolCall)]
    public void Every_operation_of_the_third_generation_has_its_kind(string operation, TraceKind kind)
    {
        var draft = Of(1, ("gen_ai.operation.name", operation), ("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", 7), ("gen_ai.usage.cost", 0.5)).Draft();

        Assert.Equal(kind, draft.Kind);
        Assert.Equal(kind == TraceKind.ModelCall ? (7L, 500_000_000L, "m", true) : (null, null, null, false),
            (draft.InputTokens, draft.ReportedUsdNanos, draft.Model, draft.IsCostHint));
    }

    [Fact]
    public void A_workflow_is_named_as_either_convention_names_it()
    {
        Assert.Equal("crew", Of(1, ("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "crew")).Draft().Workflow);
        Assert.Equal("crew", Of(1, ("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.agent.name", "crew")).Draft().Workflow);
        Assert.Null(Of(1, ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")).Draft().Workflow);
        Assert.Equal("helper", Of(1, ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")).Draft().Name);
    }

    [Fact]
    public void The_workflow_of_what_stands_around_comes_before_the_name_of_the_service()
    {
        var drafts = Drafts(
            Of(1, ("traceloop.workflow.name", "refunds")).MadeBy(("service.name", "shop"), ("service.version", "7")),
            Of(2).Within(1).MadeBy(("service.name", "shop")),
            Of(3).MadeBy(("service.name", "shop")),
            Of(4).MadeBy(("service.name", "unknown_service:python")),
            Of(5, ("agentconsole.workflow", "ours")).Within(1));

        Assert.Equal(["refunds", "refunds", "shop", null, "ours"], drafts.Select(draft => draft.Workflow));
        Assert.Equal([false, false, true, false], drafts.Where(draft => draft.Workflow is not null).Select(draft => draft.IsWorkflowGuessed));
        Assert.Equal("7", drafts[0].AgentVersion);
    }

    [Fact]
    public void A_tool_call_carries_its_arguments_and_what_came_back()
    {
        var draft = Of(1, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "billing.refund"), ("gen_ai.tool.call.id", "call_1"),
            ("gen_ai.tool.call.arguments", """{"order_id":"W-1","amount":120.50}"""), ("gen_ai.tool.call.result", "done"), ("agentconsole.proposal.id", "prp_1")).Draft();

        Assert.Equal(("billing.refund", "call_1", "prp_1"), (draft.Tool, draft.ToolCallId, draft.Proposal));
        Assert.Equal("""{"order_id":"W-1","amount":120.50}""", draft.Arguments!.Value.GetRawText());
        Assert.Equal("\"done\"", draft.Result!.Value.GetRawText());
    }

    [Fact]
    public void Arguments_may_be_an_object_and_are_a_text_where_they_are_no_json()
    {
        var members = new SpanValue.Members([new("city", new SpanValue.Text("Bern")), new("days", new SpanValue.Parts([new SpanValue.Whole(1), new SpanValue.Real(double.NaN)]))]);

        Assert.Equal("""{"city":"Bern","days":[1,"NaN"]}""", Of(1, ("gen_ai.tool.name", "t"), ("gen_ai.tool.call.arguments", members)).Draft().Arguments!.Value.GetRawText());
        foreach (var text in (string[])["{cut", """{"a":1,"a":2}""", """["\ud800"]""", "plain"])
            Assert.Equal(text, Of(1, ("gen_ai.tool.name", "t"), ("gen_ai.tool.call.arguments", text)).Draft().Arguments!.Value.GetString());
    }

    [Fact]
    public void Arguments_that_are_too_long_are_left_out_and_it_is_said()
    {
        var draft = Of(1, ("gen_ai.tool.name", "t"), ("gen_ai.tool.call.arguments", new string('x', SpanLimits.ArgumentsLengthMax + 1))).Draft();

        Assert.Null(draft.Arguments);
        Assert.True(draft.More!.Value.GetProperty("agentconsole.arguments_left_out").GetBoolean());
    }

    [Fact]
    public void OpenInference_is_understood()
    {
        var drafts = Drafts(
            Of(1, ("openinference.span.kind", "AGENT"), ("session.id", "s-1"), ("tool.name", "not a call"), ("llm.token_count.prompt", 99)),
            Of(2, ("openinference.span.kind", "LLM"), ("llm.model_name", "projects/p/locations/l/publishers/google/models/gemini-2.5-flash"),
                ("llm.token_count.prompt", 10), ("llm.token_count.completion", 5), ("llm.token_count.prompt_details.cache_read", 4), ("llm.cost.total", 0.001)).Within(1),
            Of(3, ("openinference.span.kind", "TOOL"), ("tool.name", "search"), ("tool.parameters", """{"type":"object","properties":{"q":{"type":"string"}}}"""),
                ("input.value", """{"q":"x"}"""), ("output.value", "[]")).Within(1),
            Of(4, ("openinference.span.kind", "TOOL"), ("tool.name", "search"), ("tool.parameters", """{"q":"y"}""")).Within(1),
            Of(5, ("openinference.span.kind", "RETRIEVER"), ("retrieval.documents.10.document.id", "d10"), ("retrieval.documents.2.document.id", "d2")).Within(1));

        Assert.Equal([TraceKind.Step, TraceKind.ModelCall, TraceKind.ToolCall, TraceKind.ToolCall, TraceKind.Retrieval], drafts.Select(draft => draft.Kind));
        Assert.All(drafts, draft => Assert.Equal("s-1", draft.Run));
        Assert.Equal(("gemini-2.5-flash", 10L, 5L, 4L, 1_000_000L), (drafts[1].Model, drafts[1].InputTokens, drafts[1].OutputTokens, drafts[1].CachedTokens, drafts[1].ReportedUsdNanos));
        Assert.Equal(["""{"q":"x"}""", """{"q":"y"}"""], drafts.Slice(2, 2).Select(draft => draft.Arguments!.Value.GetRawText()));
        Assert.Equal(["d2", "d10"], drafts[4].DocumentIds);
        Assert.Null(drafts[0].Tool);
    }

    [Fact]
    public void What_the_Vercel_SDK_sums_up_is_counted_once()
    {
        var drafts = Drafts(
            Of(1, ("ai.operationId", "ai.generateText"), ("ai.model.id", "gpt-5"), ("ai.usage.promptTokens", 30), ("ai.telemetry.functionId", "support"), ("ai.telemetry.metadata.sessionId", "s")),
            Of(2, ("ai.operationId", "ai.generateText.doGenerate"), ("ai.model.id", "gpt-5"), ("ai.usage.promptTokens", 10), ("ai.usage.completionTokens", 3), ("gen_ai.request.model", "gpt-5")).Within(1),
            Of(3, ("ai.operationId", "ai.toolCall"), ("ai.toolCall.name", "weather"), ("ai.toolCall.id", "c1"), ("ai.toolCall.args", """{"city":"Bern"}""")).Within(1),
            Of(4, ("ai.operationId", "ai.generateText.doGenerate"), ("ai.model.id", "gpt-5"), ("ai.usage.inputTokens", 20), ("ai.usage.outputTokens", 4)).Within(1));

        Assert.Equal([TraceKind.Step, TraceKind.ModelCall, TraceKind.ToolCall, TraceKind.ModelCall], drafts.Select(draft => draft.Kind));
        Assert.Equal((30L, 7L), (drafts.Sum(draft => draft.InputTokens), drafts.Sum(draft => draft.OutputTokens)));
        Assert.Equal(("weather", "c1"), (drafts[2].Tool, drafts[2].ToolCallId));
        Assert.All(drafts, draft => Assert.Equal(("s", "support"), (draft.Run, draft.Workflow)));
    }

    [Fact]
    public void Traceloop_LangSmith_and_Langfuse_are_understood()
    {
        var drafts = Drafts(
            Of(1, ("traceloop.span.kind", "workflow"), ("traceloop.entity.name", "refunds")),
            Of(2, ("llm.request.type", "chat"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.usage.prompt_tokens", 3)),
            Of(3, ("traceloop.span.kind", "tool"), ("traceloop.entity.name", "lookup"), ("traceloop.entity.input", """{"inputs":{"id":1}}""")),
            Of(4, ("langsmith.span.kind", "retriever"), ("langsmith.metadata.thread_id", "t-9")),
            Of(5, ("langfuse.observation.type", "generation"), ("langfuse.observation.model.name", "gpt-4o"),
                ("langfuse.observation.usage_details", """{"input":60,"input_cache_read":40,"output":15,"total":115,"output_reasoning":1}"""),
                ("langfuse.observation.cost_details", """{"total":0.0025}""")));

        Assert.Equal([TraceKind.Step, TraceKind.ModelCall, TraceKind.ToolCall, TraceKind.Retrieval, TraceKind.ModelCall], drafts.Select(draft => draft.Kind));
        Assert.Equal(("lookup", """{"inputs":{"id":1}}"""), (drafts[2].Tool, drafts[2].Arguments!.Value.GetRawText()));
        Assert.Equal((100L, 40L, 16L, 2_500_000L), (drafts[4].InputTokens, drafts[4].CachedTokens, drafts[4].OutputTokens, drafts[4].ReportedUsdNanos));
        Assert.All(drafts, draft => Assert.Equal("t-9", draft.Run));
    }

    [Fact]
    public void A_tool_on_an_MCP_server_is_called_once_though_three_spans_tell_of_it()
    {
        var drafts = Drafts(
            Of(3, ("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "read_file")).Within(2),
            Of(2, ("mcp.method.name", "tools/call"), ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "read_file")).Within(1),
            Of(1, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "read_file")),
            Of(4, ("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "other"), ("error.type", "tool_error")).Within(1),
            Of(5, ("mcp.method.name", "initialize")).Within(1),
            Of(6, ("mcp.method.name", "resources/read"), ("mcp.resource.uri", "file:///a")).Within(1));

        Assert.Equal([TraceKind.Step, TraceKind.Step, TraceKind.ToolCall, TraceKind.ToolCall, TraceKind.Step, TraceKind.Retrieval], drafts.Select(draft => draft.Kind));
        Assert.All(drafts.Take(3), draft => Assert.Equal("read_file", draft.Tool));
        Assert.Equal((TraceOutcome.Error, "tool_error"), (drafts[3].Outcome, drafts[3].ErrorType));
        Assert.Equal(["file:///a"], drafts[5].DocumentIds);
    }

    [Fact]
    public void Of_model_calls_in_one_another_the_innermost_with_tokens_counts()
    {
        var drafts = Drafts(
            Of(1, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 100)),
            Of(2, ("openinference.span.kind", "CHAIN")).Within(1),
            Of(3, ("openinference.span.kind", "LLM"), ("llm.token_count.prompt", 60)).Within(2),
            Of(4, ("openinference.span.kind", "LLM"), ("llm.token_count.prompt", 40)).Within(2),
            Of(5, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 7)),
            Of(6, ("gen_ai.operation.name", "chat")).Within(5));

        Assert.Equal([null, null, 60L, 40L, 7L, null], drafts.Select(draft => draft.InputTokens));
        Assert.Equal(TraceKind.Step, drafts[0].Kind);
    }

    [Fact]
    public void An_agent_that_says_what_its_model_used_is_the_call_where_no_model_call_stands_within_it()
    {
        (string, object)[] agent = [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.request.model", "gpt-5"), ("gen_ai.usage.input_tokens", 90), ("gen_ai.usage.output_tokens", 9)];
        var drafts = Drafts(
            Of(1, agent),
            Of(2, agent).Within(1),
            Of(3, ("gen_ai.tool.name", "search")).Within(2),
            Of(4, agent),
            Of(5, ("openinference.span.kind", "CHAIN")).Within(4),
            Of(6, ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "gpt-5")).Within(5),
            Of(7, ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.usage.input_tokens", 5)));

        Assert.Equal([TraceKind.Step, TraceKind.ModelCall, TraceKind.ToolCall, TraceKind.Step, TraceKind.Step, TraceKind.ModelCall, TraceKind.Step], drafts.Select(draft => draft.Kind));
        Assert.Equal(("gpt-5", 90L, 9L), (drafts[1].Model, drafts[1].InputTokens, drafts[1].OutputTokens));
        Assert.All([drafts[0], drafts[3], drafts[6]], draft => Assert.Equal((null, null), (draft.Model, draft.InputTokens)));
    }

    [Fact]
    public void A_retrieval_tells_what_was_searched_and_ids_alone()
    {
        var draft = Of(1, ("gen_ai.operation.name", "retrieval"), ("gen_ai.data_source.id", "kb"),
            ("gen_ai.retrieval.documents", """[{"id":"a","content":"secret words"},{"id":7},{"source_id":"b"},{"id":"a"},3,{"content":"x"}]""")).Draft();

        Assert.Equal("kb", draft.RetrievalIndex);
        Assert.Equal(["a", "7", "b"], draft.DocumentIds);
        Assert.DoesNotContain("secret words", draft.More?.GetRawText() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_says_what_went_wrong_and_none_that_was_caught_does()
    {
        var caught = Of(1) with { Failures = [new("A", "first"), new("B", "last")] };
        var failed = caught with { Status = SpanStatus.Error, StatusMessage = "in short" };

        Assert.Equal((TraceOutcome.Ok, null, null), (caught.Draft().Outcome, caught.Draft().ErrorType, caught.Draft().Error));
        Assert.Equal((TraceOutcome.Error, "B", "last"), (failed.Draft().Outcome, failed.Draft().ErrorType, failed.Draft().Error));
        Assert.Equal((null, "in short"), ((failed with { Failures = [] }).Draft().ErrorType, (failed with { Failures = [] }).Draft().Error));
        Assert.Equal(TraceOutcome.Unknown, (Of(1) with { EndNanos = 0 }).Draft().Outcome);
    }

    [Fact]
    public void A_run_is_named_by_ourselves_first_and_by_nobody_where_a_trace_names_two()
    {
        Assert.Equal("ours", Of(1, ("gen_ai.conversation.id", "theirs"), ("agentconsole.run.id", "ours")).Draft().Run);
        Assert.Equal("made", Of(1, ("gen_ai.conversation.id", "theirs")).MadeBy(("agentconsole.run.id", "made")).Draft().Run);
        Assert.Equal("made", Of(1).MadeBy(("session.id", "made")).Draft().Run);
        Assert.Null(Of(1, ("thread.id", 7), ("mcp.session.id", "m")).Draft().Run);
        var (one, two) = (new string('x', TelemetryLimits.RunNameLengthMax) + "1", new string('x', TelemetryLimits.RunNameLengthMax) + "2");
        Assert.NotEqual(Of(1, ("session.id", one)).Draft().Run, Of(1, ("session.id", two)).Draft().Run);
        Assert.Equal(TelemetryLimits.RunNameLengthMax, Of(1, ("session.id", one)).Draft().Run?.Length);
        Assert.Equal(["a", "b", "a", null], Drafts(Of(1, ("session.id", "a")), Of(2, ("session.id", "b")), Of(3).Within(1), Of(4)).Select(draft => draft.Run));
    }

    [Fact]
    public void What_was_said_to_a_model_and_by_it_is_kept_nowhere()
    {
        const string Secret = "the customer's secret";
        string[] names =
        [
            "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions", "gen_ai.prompt", "gen_ai.completion", "gen_ai.prompt.0.content",
            "gen_ai.tool.definitions", "input.value", "output.value", "llm.input_messages.0.message.content", "llm.prompts", "llm.invocation_parameters",
            "traceloop.entity.input", "traceloop.entity.output", "ai.prompt", "ai.prompt.messages", "ai.response.text", "events", "all_messages_events",
            "pydantic_ai.all_messages", "final_result", "gen_ai.memory.query.text", "gen_ai.retrieval.query.text", "langfuse.observation.input",
            "gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "tool.parameters", "user.id", "enduser.id", "db.query.text", "url.full",
        ];
        foreach (var operation in (string[])["chat", "invoke_agent", "retrieval", "plan", "unheard of"])
        {
            var draft = Of(1, [("gen_ai.operation.name", operation), .. names.Select(name => (name, (object)Secret))]).Draft();

            Assert.DoesNotContain(Secret, draft.ToString() + draft.More?.GetRawText() + draft.Arguments?.GetRawText() + draft.Result?.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(ulong.MaxValue)]
    public void No_time_is_too_far(ulong nanos)
    {
        var draft = (Of(1) with { StartNanos = nanos, EndNanos = ulong.MaxValue - nanos }).Draft();

        Assert.InRange(draft.At.Year, 1970, 2554);
        Assert.Equal(0, draft.At.Ticks % TimeSpan.TicksPerMicrosecond);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void No_figure_is_believed_that_cannot_be(double figure)
    {
        var draft = Of(1, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", figure), ("gen_ai.usage.output_tokens", long.MaxValue), ("gen_ai.usage.cost", figure)).Draft();

        Assert.Equal((null, null, null, false), (draft.InputTokens, draft.OutputTokens, draft.ReportedUsdNanos, draft.IsCostHint));
    }

    // Parents in circles, ids that stand twice, names of every convention on one span.
    [Fact]
    public void Whatever_a_span_says_there_is_one_event_for_it_and_no_token_counts_twice()
    {
        var value = Gen.OneOf(
            Gen.Elements<object>("", "chat", "LLM", "tool", "execute_tool", "tools/call", "ai.toolCall", "null", "{", "{\"a\":[1]}", "[{\"id\":null}]", "\uD800", "x\0y", "12", "-3", "1e9"),
            Gen.Choose(-5, 1_000_000).Select(number => (object)number), Gen.Elements<object>(true, double.NaN, long.MinValue, long.MaxValue, 1e308));
        string[] names =
        [
            "gen_ai.operation.name", "openinference.span.kind", "langfuse.observation.type", "langsmith.span.kind", "traceloop.span.kind", "traceloop.entity.name",
            "mcp.method.name", "mcp.resource.uri", "ai.operationId", "llm.request.type", "gen_ai.request.model", "gen_ai.response.finish_reasons", "session.id",
            "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "llm.token_count.prompt", "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cost",
            "langfuse.observation.usage_details", "langfuse.observation.cost_details", "gen_ai.tool.name", "tool.parameters", "input.value", "output.value",
            "gen_ai.retrieval.documents", "retrieval.documents.1.document.id", "error.type", "agentconsole.run.id", "agentconsole.proposal.id",
        ];
        var attribute = from name in Gen.Elements(names) from one in value select (name, one);
        var span = from attributes in Gen.ArrayOf(attribute)
                   from id in Gen.Choose(1, 12)
                   from parent in Gen.Choose(0, 12)
                   select (Id: id, Parent: parent, Attributes: attributes);

        Prop.ForAll(Gen.ArrayOf(span).ToArbitrary(), made =>
        {
            var spans = made.Select((one, at) => Member(at + 1, one.Id, one.Parent, [.. Counted(one.Id).Concat(one.Attributes).DistinctBy(pair => pair.Item1)])).ToArray();
            var drafts = SpanDrafts.Of(spans);

            Assert.Equal(spans.Select(one => one.Number), drafts.Select(one => one.Number));
            var counted = drafts.Where(one => one.Draft.InputTokens is not null || one.Draft.OutputTokens is not null).Select(one => one.Draft).ToList();
            Assert.All(counted, draft => Assert.Equal(TraceKind.ModelCall, draft.Kind));
            // The first of those that share an id is the one that children stand in.
            var byId = counted.Where(draft => ReferenceEquals(drafts.First(one => one.Draft.SpanId == draft.SpanId).Draft, draft)).ToDictionary(draft => draft.SpanId!);
            foreach (var draft in counted)
                Assert.False(draft.ParentSpanId is { } parent && parent != draft.SpanId && byId.ContainsKey(parent), "A call that counts stands right within another one.");
        }).QuickCheckThrowOnFailure();
    }

    // Chance alone seldom puts one call that counts into another.
    private static (string, object)[] Counted(int id) => id % 3 == 0 ? [] : [("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 1)];

    private static TraceSpan Member(int number, int id, int parent, (string Name, object Value)[] attributes) =>
        Of(number, attributes) with { SpanId = IdOf(id), ParentSpanId = parent == 0 ? null : IdOf(parent) };
}
