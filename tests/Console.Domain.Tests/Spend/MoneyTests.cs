using System.Globalization;
using AgentConsole.Domain.Spend;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Spend;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("120.00", 120_000_000_000L)]
    [InlineData("-0.000000001", -1L)]
    [InlineData("9223372036.854775807", long.MaxValue)]
    [InlineData("-9223372036.854775807", -long.MaxValue)]
    [InlineData("9223372036.854775808", null)]
    [InlineData("0.0000000001", null)]
    [InlineData("79228162514264337593543950335", null)]
    public void Reads_exactly_or_not_at_all(string amount, long? nanos) =>
        Assert.Equal(nanos, Money.NanosOf(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0L, "0.00")]
    [InlineData(120_000_000_000L, "120.00")]
    [InlineData(500_000_000L, "0.50")]
    [InlineData(-1L, "-0.000000001")]
    [InlineData(1_234_567_890_123L, "1234.567890123")]
    [InlineData(long.MaxValue, "9223372036.854775807")]
    [InlineData(long.MinValue, "-9223372036.854775808")]
    public void Writes_every_digit_and_at_least_the_cents(long nanos, string text) => Assert.Equal(text, Money.Text(nanos));

    [Fact]
    public void What_is_written_reads_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), nanos => nanos == long.MinValue
            || Money.NanosOf(decimal.Parse(Money.Text(nanos), CultureInfo.InvariantCulture)) == nanos).QuickCheckThrowOnFailure();

    [Fact]
    public void An_amount_shows_its_currency() => Assert.Equal("12.50 EUR", new Money(12_500_000_000, "EUR").ToString());
}
