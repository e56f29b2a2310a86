using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class LockOutTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 30)]
    [InlineData(11, 60)]
    [InlineData(12, 120)]
    [InlineData(16, 1920)]
    [InlineData(17, 3600)]
    [InlineData(99, 3600)]
    public void Each_failure_past_the_tenth_doubles_the_wait_up_to_an_hour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LockOut.WaitAfter(failures));

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void After_a_hundred_only_a_new_password_helps(int failures, bool isShut) => Assert.Equal(isShut, LockOut.IsShut(failures));
}
