using System.Security.Cryptography;
using System.Text;
using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class QrCodeTests
{
    // Each of these squares was read back by an independent reader (jsQR 1.4) before its fingerprint was kept.
    [Theory]
    [InlineData(1, 21, "08e82933e50e157c")]
    [InlineData(15, 25, "613f1c7879e5bfd6")]
    [InlineData(100, 41, "45964a26b9fe0ac6")]
    [InlineData(120, 45, "baa0760da93e3291")]
    [InlineData(210, 57, "4510352e77bc28b1")]
    [InlineData(290, 69, "144b4d11d1209050")]
    [InlineData(400, 77, "090a97285d067357")]
    [InlineData(560, 89, "04491eb7b776a71e")]
    [InlineData(660, 97, "9005a22bba74fdc2")]
    public void Squares_are_those_that_were_read_back(int length, int size, string fingerprint)
    {
        var code = QrCode.Of(TextOf(length))!;
        var dots = string.Concat(Enumerable.Range(0, size * size).Select(at => code.IsDark(at / size, at % size) ? '1' : '0'));

        Assert.Equal(size, code.Size);
        Assert.StartsWith(fingerprint, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(dots))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_drawing_holds_each_dark_dot_once()
    {
        var code = QrCode.Of("otpauth://totp/AgentConsole:ana%40example.com")!;
        var dark = Enumerable.Range(0, code.Size * code.Size).Count(at => code.IsDark(at / code.Size, at % code.Size));

        Assert.Equal(dark, code.ToPath().Count(sign => sign == 'M'));
    }

    [Fact]
    public void A_text_that_is_too_long_has_no_square() => Assert.Null(QrCode.Of(TextOf(670)));

    private static string TextOf(int length) => string.Concat(Enumerable.Range(0, length).Select(at => (char)('!' + at * 7 % 90)));
}
