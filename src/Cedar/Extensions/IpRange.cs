using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace AgentConsole.Cedar.Extensions;

/// <summary>An IP address with a prefix length: one address, or a range of them.</summary>
public sealed class IpRange : IEquatable<IpRange>
{
    private const int TextLengthMax = 43;

    private IpRange(UInt128 address, int prefix, bool isIpv4) => (Address, Prefix, IsIpv4) = (address, prefix, isIpv4);

    public bool IsIpv4 { get; }

    public bool IsIpv6 => !IsIpv4;

    public int Prefix { get; }

    internal UInt128 Address { get; }

    private int Bits => IsIpv4 ? 32 : 128;

    // In two steps: a shift by the whole width would shift by nothing.
    private UInt128 HostMask => Prefix == Bits ? 0 : ((((UInt128)1 << (Bits - Prefix - 1)) - 1) << 1) + 1;

    public bool IsLoopback => IsIpv4 ? Address >> 24 == 127 && Prefix >= 8 : Address == 1 && Prefix == 128;

    public bool IsMulticast => IsIpv4 ? Address >> 28 == 0xE && Prefix >= 4 : Address >> 120 == 0xFF && Prefix >= 8;

    public bool IsInRange(IpRange other)
    {
        if (IsIpv4 != other.IsIpv4) return false;
        return (other.Address & ~other.HostMask) <= (Address & ~HostMask) && (Address | HostMask) <= (other.Address | other.HostMask);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out IpRange? range, [NotNullWhen(false)] out string? problem)
    {
        range = null;
        problem = "it is not an IP address or range, such as \"10.0.0.0/8\"";
        if (text.Length > TextLengthMax || (text.Contains('.', StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal))) return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        var isIpv4 = !address.Contains(':', StringComparison.Ordinal);
        if (!(isIpv4 ? TryReadIpv4(address, out var value) : TryReadIpv6(address, out value))) return false;
        var prefix = isIpv4 ? 32 : 128;
        if (slash >= 0 && !TryReadPrefix(text.AsSpan(slash + 1), ref prefix)) return false;
        range = new(value, prefix, isIpv4);
        problem = null;
        return true;
    }

    public bool Equals(IpRange? other) => other is not null && Address == other.Address && Prefix == other.Prefix && IsIpv4 == other.IsIpv4;

    public override bool Equals(object? obj) => Equals(obj as IpRange);

    public override int GetHashCode() => HashCode.Combine(Address, Prefix, IsIpv4);

    public override string ToString()
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        var address = IsIpv4 ? new IPAddress(bytes.AsSpan(12)).ToString() : Ipv6Text();
        return string.Create(CultureInfo.InvariantCulture, $"{address}/{Prefix}");
    }

    // .NET writes some addresses with a dotted end, which Cedar does not read.
    private string Ipv6Text() => string.Join(':', Enumerable.Range(0, 8).Select(group => ((int)((Address >> (112 - (group * 16))) & 0xFFFF)).ToString("x", CultureInfo.InvariantCulture)));

    private static bool TryReadPrefix(ReadOnlySpan<char> text, ref int prefix)
    {
        var max = prefix;
        return text.Length >= 1 && text.Length <= (max == 32 ? 2 : 3) && !(text.Length > 1 && text[0] == '0')
            && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= max;
    }

    private static bool TryReadIpv4(string text, out UInt128 value)
    {
        value = 0;
        var parts = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            var part = text.AsSpan(range);
            if (++parts > 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || (part.Length > 1 && part[0] == '0')) return false;
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet)) return false;
            value = (value << 8) | octet;
        }

        return parts == 4;
    }

    private static bool TryReadIpv6(string text, out UInt128 value)
    {
        value = 0;
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0) return TryReadGroups(text, out value, out var all) && all == 8;
        // A gap stands for at least one group.
        if (!TryReadGroups(text.AsSpan(0, gap), out var head, out var before) || !TryReadGroups(text.AsSpan(gap + 2), out var tail, out var after) || before + after > 7) return false;
        value = before == 0 ? tail : (head << (16 * (8 - before))) | tail;
        return true;
    }

    private static bool TryReadGroups(ReadOnlySpan<char> text, out UInt128 value, out int count)
    {
        (value, count) = (0, 0);
        if (text.IsEmpty) return true;
        foreach (var range in text.Split(':'))
        {
            if (++count > 8 || text[range].Length is 0 or > 4 || !ushort.TryParse(text[range], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var group)) return false;
            value = (value << 16) | group;
        }

        return true;
    }
}
