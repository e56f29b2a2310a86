using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class RunStoryTests
{
    [Fact]
    public void A_run_in_which_nothing_went_wrong_has_no_wrong_step_and_nothing_to_do_next()
    {
        var story = RunStory.Of([T.Model(0), T.Tool(1, "crm.get"), T.Model(2)], "resolved", T.Noon.AddHours(1));

        Assert.Equal((null, null, false), (story.FirstWrong, story.Fault, story.IsRunning));
        Assert.DoesNotContain(story.Lines, line => line.Point is StoryPoint.FirstWrong or StoryPoint.Next);
        Assert.Contains(story.Lines, line => line.Whole == "It is over: its agent says \"resolved\".");
    }

    [Fact]
    public void What_failed_and_was_made_good_is_passed_over_for_what_was_not()
    {
        var story = RunStory.Of(
            [T.Tool(0, "crm.get", TraceOutcome.Error), T.Tool(1, "crm.get"), T.Tool(2, "billing.refund", TraceOutcome.Error), T.Model(3)], "failed", T.Noon.AddHours(1));

        Assert.Equal((3, 2, FaultDomain.Tools), (story.FirstWrong!.Step, story.LastGood!.Step, story.Fault));
        Assert.Contains(story.Lines, line => line.Whole == "First wrong step: 3, billing.refund failed.");
    }

    [Fact]
    public void What_failed_and_was_made_good_is_told_where_nothing_else_went_wrong() =>
        Assert.Equal(1, RunStory.Of([T.Tool(0, "crm.get", TraceOutcome.Error), T.Tool(1, "crm.get")], null, T.Noon).FirstWrong!.Step);

    [Fact]
    public void The_third_of_the_same_call_is_where_a_loop_goes_wrong()
    {
        var story = RunStory.Of([T.Tool(0, "web.get", call: "a"), T.Tool(1, "web.get", call: "a"), T.Tool(2, "web.get", call: "b"), T.Tool(3, "web.get", call: "a"), T.Tool(4, "web.get", call: "a")], null, T.Noon.AddSeconds(5));

        Assert.Equal(("web.get", 4, 4), (story.Repeated[0].Tool, story.Repeated[0].Times, story.Repeated[0].Step));
        Assert.Equal(4, story.FirstWrong!.Step);
        Assert.Contains(story.Lines, line => line.Point == StoryPoint.Next && line.Text.StartsWith("Stop the agent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TraceKind.ModelCall, TraceOutcome.Error, FaultDomain.ModelRuntime)]
    [InlineData(TraceKind.ToolCall, TraceOutcome.Error, FaultDomain.Tools)]
    [InlineData(TraceKind.Retrieval, TraceOutcome.Error, FaultDomain.MemoryAndRetrieval)]
    [InlineData(TraceKind.Step, TraceOutcome.Error, FaultDomain.Orchestration)]
    [InlineData(TraceKind.Policy, TraceOutcome.Denied, FaultDomain.Controls)]
    [InlineData(TraceKind.Review, TraceOutcome.Denied, FaultDomain.Controls)]
    [InlineData(TraceKind.ToolCall, TraceOutcome.Denied, FaultDomain.Controls)]
    public void Each_kind_of_failure_belongs_to_one_layer(TraceKind kind, TraceOutcome outcome, FaultDomain domain) =>
        Assert.Equal(domain, RunStory.Of([T.Model(0), T.Of(1, kind) with { Outcome = outcome, Tool = "x" }], null, T.Noon).Fault);

    [Fact]
    public void Waiting_for_people_is_told_apart_and_unknown_cost_is_not_nothing()
    {
        var story = RunStory.Of(
        [
            T.Model(0) with { CostNanos = 2_100_000, CostSource = CostSource.Reported },
            T.Model(1) with { InputTokens = 5, CostSource = CostSource.Unknown },
            T.Of(2, TraceKind.Review) with { LatencyMs = 70_000, Word = "approve" },
        ], null, T.Noon);

        Assert.Contains(story.Lines, line => line.Whole == "Waited 1 min 10 s for people, which is not counted as latency.");
        Assert.Contains(story.Lines, line => line.Whole == "Spent 0.0021 USD, and 1 call of unknown cost.");
    }

    [Fact]
    public void A_run_that_nobody_ended_runs_until_nothing_was_heard_of_it_for_a_while()
    {
        Assert.True(RunStory.Of([T.Model(0)], null, T.Noon.AddMinutes(5)).IsRunning);
        Assert.False(RunStory.Of([T.Model(0)], null, T.Noon.AddMinutes(20)).IsRunning);
        Assert.False(RunStory.Of([T.Model(0)], "whatever", T.Noon).IsRunning);
        Assert.False(RunStory.Of([], null, T.Noon).IsRunning);
    }
}
