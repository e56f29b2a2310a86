using System.Text;

namespace AgentConsole.Domain.Access;

/// <summary>Base 32 of RFC 4648 without padding: what a person can type off a screen.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerSign = 5;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + BitsPerSign - 1) / BitsPerSign);
        var (buffer, bits) = (0, 0);
        foreach (var next in bytes)
        {
            buffer = ((buffer << 8) | next) & 0xfff;
            bits += 8;
            while (bits >= BitsPerSign)
            {
                bits -= BitsPerSign;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        if (bits > 0) text.Append(Alphabet[(buffer << (BitsPerSign - bits)) & 31]);
        return text.ToString();
    }
}
