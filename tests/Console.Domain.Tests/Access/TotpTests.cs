using System.Text;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; the last six of the eight digits there.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void One_step_of_drift_is_forgiven(int driftSeconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);
        var code = Totp.CodeAt(Key, Totp.StepAt(now.AddSeconds(driftSeconds)));

        Assert.Equal(isTaken, Totp.StepOf(Key, code, now, lastUsedStep: 0) is not null);
    }

    [Fact]
    public void A_code_is_taken_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);
        var code = Totp.CodeAt(Key, Totp.StepAt(now));
        var used = Totp.StepOf(Key, code, now, lastUsedStep: 0);

        Assert.NotNull(used);
        Assert.Null(Totp.StepOf(Key, code, now, used.Value));
        Assert.Null(Totp.StepOf(Key, code, now.AddSeconds(30), used.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void What_is_no_code_is_refused(string typed) =>
        Assert.Null(Totp.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1_700_000_010), lastUsedStep: 0));

    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_standard(string text, string encoded) =>
        Assert.Equal(encoded, Base32.Of(Encoding.ASCII.GetBytes(text)));
}
