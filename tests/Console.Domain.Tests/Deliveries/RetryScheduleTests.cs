using AgentConsole.Domain.Deliveries;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_330_800);

    [Theory]
    [InlineData(0, "00:00:00")]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:05:00")]
    [InlineData(3, "00:30:00")]
    [InlineData(4, "02:00:00")]
    [InlineData(5, "05:00:00")]
    [InlineData(6, "10:00:00")]
    [InlineData(7, "14:00:00")]
    [InlineData(8, "20:00:00")]
    [InlineData(9, "1.00:00:00")]
    public void Waits_as_published_when_nothing_spreads_it(int attemptsMade, string wait) =>
        Assert.Equal(Now + TimeSpan.Parse(wait), RetrySchedule.Next(attemptsMade, Now, 0, null));

    [Theory, InlineData(10), InlineData(11)]
    public void After_ten_attempts_there_is_no_next(int attemptsMade) =>
        Assert.Null(RetrySchedule.Next(attemptsMade, Now, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void Jitter_only_lengthens_a_wait_and_by_a_fifth_at_most() =>
        Prop.ForAll(Gen.Choose(0, 9).ToArbitrary(), Gen.Choose(0, 999_999).ToArbitrary(), (attemptsMade, millionths) =>
        {
            var plain = RetrySchedule.Next(attemptsMade, Now, 0, null)!.Value - Now;
            var spread = RetrySchedule.Next(attemptsMade, Now, millionths / 1e6, null)!.Value - Now;
            return spread >= plain && spread <= plain * 1.2;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(2, 60, 300)]
    [InlineData(1, -60, 5)]
    [InlineData(1, 10_000_000, 86_400)]
    public void A_receiver_may_ask_for_later_but_not_for_sooner_nor_for_ever(int attemptsMade, int askedSeconds, int waitSeconds) =>
        Assert.Equal(Now.AddSeconds(waitSeconds), RetrySchedule.Next(attemptsMade, Now, 0, TimeSpan.FromSeconds(askedSeconds)));

    [Theory, InlineData(-0.1), InlineData(1.0), InlineData(double.NaN)]
    public void A_jitter_source_out_of_range_is_a_bug(double jitter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.Next(1, Now, jitter, null));
}
