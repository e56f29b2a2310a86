using AgentConsole.Domain.Reviews;
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
    public void A_tool_that_failed_is_not_made_good_by_leave_to_call_it_again()
    {
        var story = RunStory.Of(
            [T.Tool(0, "crm.get", TraceOutcome.Error), T.Of(1, TraceKind.Policy) with { Tool = "crm.get", Word = "allow" }, T.Of(2, TraceKind.Release) with { Tool = "crm.get", Word = "released" }, T.Tool(3, "crm.get", TraceOutcome.Error)],
            "failed", T.Noon);

        Assert.Equal(1, story.FirstWrong!.Step);
    }

    [Theory]
    [InlineData(TraceKind.Policy, "allow", 3)]
    [InlineData(TraceKind.Release, "released", 3)]
    [InlineData(TraceKind.ToolCall, null, 3)]
    [InlineData(TraceKind.Release, "withdrawn", 1)]
    [InlineData(TraceKind.Review, "approve", 1)]
    public void A_denial_is_made_good_by_leave_or_by_the_call_itself(TraceKind kind, string? word, int step)
    {
        var story = RunStory.Of(
            [T.Of(0, TraceKind.Policy) with { Tool = "crm.get", Outcome = TraceOutcome.Denied }, T.Of(1, kind) with { Tool = "crm.get", Word = word }, T.Tool(2, "mail.send", TraceOutcome.Error)], null, T.Noon);

        Assert.Equal(step, story.FirstWrong!.Step);
    }

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

    [Fact]
    public void No_clock_that_is_ahead_and_no_end_that_has_not_come_keeps_a_run_running()
    {
        var ahead = T.Model(60) with { At = T.Noon.AddYears(4), Clock = ClockMark.Ahead };
        var story = RunStory.Of([T.Model(0), ahead], null, T.Noon.AddMinutes(20));

        Assert.False(story.IsRunning);
        Assert.True(RunStory.Of([T.Model(0), ahead], null, T.Noon.AddMinutes(10)).IsRunning);
        Assert.StartsWith("In 1 min: ", story.Lines[0].Text, StringComparison.Ordinal);
        Assert.False(RunStory.Of([T.Model(0) with { LatencyMs = TelemetryLimits.FigureMax }], null, T.Noon.AddMinutes(20)).IsRunning);
    }

    [Fact]
    public void Who_decided_is_told_where_the_story_may_name_people()
    {
        List<TraceEvent> events =
        [
            T.Of(0, TraceKind.Review) with { Tool = "crm.get", Word = "approve", LatencyMs = 70_000 },
            T.Of(1, TraceKind.Review) with { Tool = "billing.refund", Word = "reject", Outcome = TraceOutcome.Denied, LatencyMs = 220_000, ErrorType = "wrong_target" },
        ];
        var deciders = new Dictionary<long, Decider>
        {
            [1] = new("Ben", DecisionKind.Approve, null, TimeSpan.FromSeconds(70)),
            [2] = new("Ana", DecisionKind.Reject, ReasonCode.WrongTarget, TimeSpan.FromSeconds(220)),
        };

        var story = RunStory.Of(new RunEvents(events, 0), null, null, T.Noon, deciders);

        Assert.Contains(story.Lines, line => line.Whole == "First wrong step: 2, billing.refund was rejected by Ana: wrong target, after 3 min 40 s.");
        Assert.Contains(story.Lines, line => line.Whole == "Step 1: crm.get was approved by Ben, after 1 min 10 s.");
        Assert.Contains(RunStory.Of(events, null, T.Noon).Lines, line => line.Whole == "First wrong step: 2, a person rejected billing.refund (wrong_target).");
    }

    [Fact]
    public void A_run_longer_than_is_read_is_told_by_its_first_and_latest_steps_and_the_totals_of_all()
    {
        var events = Enumerable.Range(0, TelemetryLimits.StoryEventsMax + 300).Select(second => T.Tool(second, "crm.get", second == TelemetryLimits.StoryEventsMax + 299 ? TraceOutcome.Error : TraceOutcome.Ok)).ToList();
        var now = events[^1].EndedAt.AddMinutes(5);

        var read = RunEvents.Of(events, events.Count);
        var story = RunStory.Of(read, new(T.Noon, now.AddMinutes(-5), 4, 20_300, 7, 2, 9_000_000_000, 0, 0), null, now);

        Assert.Equal((TelemetryLimits.StoryEventsMax, 300, true), (read.Events.Count, read.Skipped, read.IsCut));
        Assert.Equal((15_000, 15_301), (read.StepOf(TelemetryLimits.StoryHeadMax - 1), read.StepOf(TelemetryLimits.StoryHeadMax)));
        Assert.Equal((20_300, true), (story.FirstWrong!.Step, story.IsRunning));
        Assert.Contains(story.Lines, line => line.Text.EndsWith("4 model calls, 20,300 tool calls, 7 errors, 2 denials.", StringComparison.Ordinal));
        Assert.Contains(story.Lines, line => line.Text == "Spent 9.00 USD.");
        Assert.Contains(story.Lines, line => line.Text.StartsWith("First wrong step: 20300,", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_told_after_the_reading_takes_the_place_of_the_oldest_of_the_latest()
    {
        var read = RunEvents.Of(Enumerable.Range(0, TelemetryLimits.StoryEventsMax).Select(second => T.Model(second)), TelemetryLimits.StoryEventsMax);
        Assert.False(read.IsCut);

        var later = read.With([T.Model(TelemetryLimits.StoryEventsMax), T.Model(5)], TelemetryLimits.StoryEventsMax + 1);

        Assert.Equal((TelemetryLimits.StoryEventsMax, 1), (later.Events.Count, later.Skipped));
        Assert.Equal((1, TelemetryLimits.StoryEventsMax + 1), (later.Events[0].Id, later.Events[^1].Id));
        Assert.Equal(TelemetryLimits.StoryEventsMax + 1, later.StepOf(later.Events.Count - 1));
    }

    [Fact]
    public void Of_a_run_whose_events_were_forgotten_nothing_is_called_unread() =>
        Assert.False(RunEvents.Of([T.Model(0), T.Model(1)], 30_000).IsCut);
}
