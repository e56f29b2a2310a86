using AgentConsole.Domain.Deliveries;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class WebhookSecretTests
{
    [Theory, InlineData(24), InlineData(32), InlineData(64)]
    public void A_secret_reads_back_as_it_was_written(int length)
    {
        var secret = WebhookSecret.Of(Bytes(length));

        Assert.StartsWith("whsec_", secret.Reveal(), StringComparison.Ordinal);
        Assert.Equal(secret.Reveal(), WebhookSecret.Parse(secret.Reveal())!.Reveal());
    }

    [Theory, InlineData(0), InlineData(23), InlineData(65)]
    public void A_secret_too_short_or_too_long_is_none(int length)
    {
        Assert.Null(WebhookSecret.Parse("whsec_" + Convert.ToBase64String(Bytes(length))));
        Assert.Throws<ArgumentOutOfRangeException>(() => WebhookSecret.Of(Bytes(length)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    public void Whatever_is_not_written_as_a_secret_is_none(string? text) => Assert.Null(WebhookSecret.Parse(text));

    [Fact]
    public void A_secret_does_not_show_itself_in_a_message()
    {
        var secret = WebhookSecret.Of(Bytes(32));

        Assert.Equal("whsec_…", $"{secret}");
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)index)];
}
