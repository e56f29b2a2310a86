using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct fjord saddle envelope")]
    [InlineData("839201748392017")]
    [InlineData("Сложный пароль для входа")]
    [InlineData("two spaces   are welcome")]
    [InlineData("wwwwxyzzy plugh olde")]
    public void Length_is_all_that_is_asked(string password) => Assert.Null(FaultOf(password));

    [Theory]
    [InlineData("fourteen chars", PasswordFault.TooShort)]
    [InlineData("👩🏽‍🚀👩🏽‍🚀", PasswordFault.TooShort)]
    [InlineData("passwordpassword", PasswordFault.Common)]
    [InlineData("QwertyUiopAsdfgh", PasswordFault.Common)]
    [InlineData("zyxwvutsrqponmlk", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", PasswordFault.Repetitive)]
    [InlineData("xk2xk2xk2xk2xk2xk2", PasswordFault.Repetitive)]
    [InlineData("AgentConsole2026!", PasswordFault.HoldsKnownWords)]
    [InlineData("P4ssw0rd-P4ssw0rd", PasswordFault.HoldsKnownWords)]
    [InlineData("ana.lovelace-1815", PasswordFault.HoldsKnownWords)]
    public void What_anybody_would_try_is_refused(string password, PasswordFault why) => Assert.Equal(why, FaultOf(password));

    [Fact]
    public void A_very_long_one_is_refused_and_the_longest_allowed_is_taken()
    {
        var words = string.Concat(Enumerable.Range(1000, 200).Select(number => $"{number}ab"));

        Assert.Null(FaultOf(words[..AccessLimits.PasswordLengthMax]));
        Assert.Equal(PasswordFault.TooLong, FaultOf(words[..(AccessLimits.PasswordLengthMax + 1)]));
    }

    private static PasswordFault? FaultOf(string password) => PasswordRules.FaultOf(password, "lovelace@example.com", "Ana Lovelace");
}
