using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Domain.Access;

/// <summary>Time-based one-time codes of RFC 6238 as authenticator apps make them: SHA-1, six digits, thirty seconds.</summary>
public static class Totp
{
    public const int KeyBytes = 20;
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    /// <summary>
    /// The step whose code this is, within the steps around now and later than the last one used; null for any other code.
    /// RFC 6238, 5.2: a code is taken once.
    /// </summary>
    public static long? StepOf(ReadOnlySpan<byte> key, string code, DateTimeOffset now, long lastUsedStep)
    {
        var typed = Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        var current = StepAt(now);
        long? found = null;
        for (var step = current - AccessLimits.TotpStepsAround; step <= current + AccessLimits.TotpStepsAround; step++)
        {
            var isIt = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(key, step)), typed);
            if (isIt && step > lastUsedStep) found = step;
        }

        return found;
    }

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's default, and the only one every authenticator app knows; HMAC does not need collision resistance.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fff_ffff;
        return (number % Modulus).ToString(new string('0', Digits), CultureInfo.InvariantCulture);
    }

    /// <summary>What an authenticator app reads, from a link or a square of dots.</summary>
    public static string LinkOf(ReadOnlySpan<byte> key, string account, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}"
        + $"?secret={Base32.Of(key)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}";
}
