using AgentConsole.Domain.Deliveries;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class DeliveryCourseTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_330_800);

    [Theory, InlineData(200), InlineData(202), InlineData(204), InlineData(299)]
    public void Two_hundred_and_something_is_delivered(int status) =>
        Assert.IsType<DeliveryCourse.Delivered>(After(status, 1));

    [Theory, InlineData(301), InlineData(302), InlineData(304), InlineData(307), InlineData(308)]
    public void A_redirect_fails_for_good(int status) =>
        Assert.Equal(new DeliveryCourse.Failed("redirect_refused"), After(status, 1));

    [Fact]
    public void What_a_system_will_not_have_as_it_is_fails_for_good_and_says_why() =>
        Assert.Equal(new DeliveryCourse.Failed("ticket_invalid"), DeliveryCourse.After(new AttemptOutcome.Declined(400, "ticket_invalid"), 1, Now, 0));

    [Fact]
    public void Gone_disables_the_endpoint() => Assert.IsType<DeliveryCourse.EndpointGone>(After(410, 1));

    [Theory]
    [InlineData(400, "receiver_refused")]
    [InlineData(401, "receiver_refused")]
    [InlineData(404, "receiver_refused")]
    [InlineData(429, "receiver_busy")]
    [InlineData(500, "receiver_error")]
    [InlineData(503, "receiver_error")]
    [InlineData(599, "receiver_error")]
    public void Any_other_answer_is_tried_again(int status, string code) =>
        Assert.Equal(new DeliveryCourse.Retry(Now.AddSeconds(5), code), After(status, 1));

    [Fact]
    public void A_busy_receiver_says_when_to_come_back() =>
        Assert.Equal(new DeliveryCourse.Retry(Now.AddSeconds(90), "receiver_busy"),
            DeliveryCourse.After(new AttemptOutcome.Answered(429, TimeSpan.FromSeconds(90)), 1, Now, 0));

    [Fact]
    public void Silence_is_tried_again()
    {
        Assert.Equal(new DeliveryCourse.Retry(Now.AddSeconds(5), "timed_out"), DeliveryCourse.After(new AttemptOutcome.TimedOut(), 1, Now, 0));
        Assert.Equal(new DeliveryCourse.Retry(Now.AddSeconds(5), "unreachable"), DeliveryCourse.After(new AttemptOutcome.Unreachable(), 1, Now, 0));
    }

    [Fact]
    public void What_the_guard_refused_is_not_tried_again() =>
        Assert.Equal(new DeliveryCourse.Failed("address_blocked"), DeliveryCourse.After(new AttemptOutcome.Refused("address_blocked"), 1, Now, 0));

    [Fact]
    public void After_the_last_attempt_a_delivery_has_failed_and_says_how() =>
        Assert.Equal(new DeliveryCourse.Failed("receiver_error"), After(503, RetrySchedule.AttemptsMax));

    private static DeliveryCourse After(int status, int attemptsMade) =>
        DeliveryCourse.After(new AttemptOutcome.Answered(status, null), attemptsMade, Now, 0);
}
