using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Proposals;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents.Schedules;

public sealed class ScheduledRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 10, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 3, 30, 30)]
    [InlineData(2, 3, 30, 60)]
    [InlineData(3, 3, 30, 120)]
    [InlineData(4, 3, 30, null)]
    [InlineData(1, 0, 30, null)]
    [InlineData(10, 10, 3_600, 3_600)]
    [InlineData(9, 10, 60, 3_600)]
    public void A_wait_is_doubled_up_to_an_hour_and_ends_with_the_retries(int made, int retries, int backoff, int? seconds) =>
        Assert.Equal(seconds, (int?)StartBackoff.After(made, retries, backoff)?.TotalSeconds);

    [Fact]
    public void A_run_is_named_for_its_schedule_and_fits_where_runs_are_named()
    {
        var run = ScheduledRun.Begin(Schedule(new string('n', ScheduleLimits.NameLengthMax)), Now, isOrdered: false, Now);

        Assert.StartsWith("schedule:nnn", run.RunName, StringComparison.Ordinal);
        Assert.InRange(run.RunName.Length, 1, ProposalLimits.RunIdLengthMax);
    }

    [Fact]
    public void No_attempt_is_made_with_the_clearance_of_another()
    {
        var run = ScheduledRun.Begin(Schedule("nightly"), Now, isOrdered: false, Now);

        Assert.Throws<InvalidOperationException>(() => run.Take(new Clearance("other", ""), Now));
        Assert.Throws<InvalidOperationException>(() => run.Take(new Clearance("support", "billing.refund"), Now));
        run.Take(new Clearance("support", ""), Now.AddMinutes(1));

        Assert.Equal((1, Now.AddMinutes(1)), (run.Attempts, run.DueAt));
    }

    [Fact]
    public void What_has_ended_stays_as_it_ended()
    {
        var run = ScheduledRun.Begin(Schedule("nightly"), Now, isOrdered: false, Now);
        run.Start(204, Now);

        Assert.Throws<InvalidOperationException>(() => run.Hold("stopped", "too late", Now));
        Assert.Throws<InvalidOperationException>(() => run.Miss(null, "timed_out", "too late", null, Now));
        Assert.Equal((ScheduledRunStatus.Started, null, 204), (run.Status, run.DueAt, run.HttpStatus));
    }

    [Fact]
    public void The_ledger_is_told_where_a_schedule_leads_without_path_or_key() =>
        Assert.Equal("https://agents.example.com", new ScheduleCreated(Schedule("nightly")).Fields.Single(field => field.Name == "origin").Value);

    private static AgentSchedule Schedule(string name) => AgentSchedule.Of(new("support", "production", name, "0 6 * * *", "UTC", "https://agents.example.com/start?key=1"), Now);
}
