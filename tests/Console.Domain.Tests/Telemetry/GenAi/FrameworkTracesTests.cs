using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry.GenAi;

/// <summary>What real frameworks write, against what Langfuse, which was told the same, says of it.</summary>
public sealed class FrameworkTracesTests
{
    [Theory]
    [InlineData("google-gemini-2025-08-01", 1, 6, 2055, "")]
    [InlineData("llamaindex-2025-06-05", 1, 13, 81, "")]
    [InlineData("microsoft-agent-2025-12-17", 2, 293, 106, "get_weather")]
    [InlineData("openai-agents-2025-09-30", 2, 140, 44, "get_weather")]
    [InlineData("pydantic-ai-2025-06-06", 1, 31, 96, "")]
    [InlineData("pydantic-ai-tools-2025-06-06", 1, 31, 96, "")]
    [InlineData("pydantic-ai-tools-2025-12-04", 4, 1315, 209, "get_dad_joke_suggestion get_one_liner_suggestion get_pun_suggestion")]
    [InlineData("pydantic-ai-with-gemini-2025-12-24", 1, 40, 159, "")]
    [InlineData("vertex-ai-2025-08-01", 1, 5, 845, "")]
    public void Calls_tokens_and_tools_come_out_as_the_export_counts_them(string name, int calls, long input, long output, string tools)
    {
        var export = LangfuseExport.Read(name);

        var drafts = SpanDrafts.Of(export.Spans).Select(one => one.Draft).ToList();

        var counted = drafts.Where(draft => draft.Kind == TraceKind.ModelCall).ToList();
        Assert.Equal((calls, input, output), (counted.Count, counted.Sum(draft => draft.InputTokens), counted.Sum(draft => draft.OutputTokens)));
        Assert.Equal(export.Generations.Order(), counted.Select(draft => (draft.InputTokens!.Value, draft.OutputTokens!.Value)).Order());
        Assert.All(drafts.Except(counted), draft => Assert.Null(draft.InputTokens));
        Assert.All(counted, draft => Assert.NotNull(draft.Model));
        Assert.Equal(tools.Split(' ', StringSplitOptions.RemoveEmptyEntries), drafts.Where(draft => draft.Kind == TraceKind.ToolCall).Select(draft => draft.Tool).Order(StringComparer.Ordinal));
        Assert.All(drafts, draft => Assert.Equal(TraceOutcome.Ok, draft.Outcome));
    }

    // Here the frameworks reported no tokens; those in the export are Langfuse's own estimate.
    [Theory]
    [InlineData("agno-2025-06-11", 2, "duckduckgo_search")]
    [InlineData("beeai-2025-08-01", 5, "tool.search.wikipedia.finish-12 tool.search.wikipedia.start-12 tool.search.wikipedia.success-12")]
    [InlineData("claude-agent-2025-12-22", 4, "mcp__weather__get_weather mcp__weather__get_weather")]
    public void Calls_without_tokens_are_calls(string name, int calls, string tools)
    {
        var drafts = SpanDrafts.Of(LangfuseExport.Read(name).Spans).Select(one => one.Draft).ToList();

        Assert.Equal(calls, drafts.Count(draft => draft.Kind == TraceKind.ModelCall));
        Assert.All(drafts, draft => Assert.Null(draft.InputTokens));
        Assert.Equal(tools.Split(' '), drafts.Where(draft => draft.Kind == TraceKind.ToolCall).Select(draft => draft.Tool).Order(StringComparer.Ordinal));
    }

    // The export does not give back what these wrote; their names alone prove nothing.
    [Theory]
    [InlineData("autogen-2025-06-06")]
    [InlineData("langgraph-python-2025-08-22")]
    public void A_span_without_attributes_is_a_step(string name)
    {
        var drafts = SpanDrafts.Of(LangfuseExport.Read(name).Spans).Select(one => one.Draft).ToList();

        Assert.NotEmpty(drafts);
        Assert.All(drafts, draft => Assert.Equal((TraceKind.Step, null), (draft.Kind, draft.InputTokens)));
    }

    [Fact]
    public void A_session_that_the_outermost_span_names_is_the_run_of_all()
    {
        Assert.All(SpanDrafts.Of(LangfuseExport.Read("agno-2025-06-11").Spans), one => Assert.Equal("35cc6c90-b657-4819-b66c-c931c03ad569", one.Draft.Run));
        Assert.All(SpanDrafts.Of(LangfuseExport.Read("claude-agent-2025-12-22").Spans), one => Assert.Equal("6fb9b4b8-dd4d-4d41-8d4f-c0c0799a6559", one.Draft.Run));
    }

    [Fact]
    public void What_a_framework_says_it_cost_is_a_hint()
    {
        var drafts = SpanDrafts.Of(LangfuseExport.Read("pydantic-ai-with-gemini-2025-12-24").Spans);

        Assert.Equal((409_500L, true), (drafts[0].Draft.ReportedUsdNanos, drafts[0].Draft.IsCostHint));
    }
}
