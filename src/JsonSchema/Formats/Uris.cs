using System.Buffers;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>URIs (RFC 3986) and IRIs (RFC 3987), by their grammar.</summary>
internal static class Uris
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private const string SubDelimiters = "!$&'()*+,;=";

    private static readonly SearchValues<char> schemeText = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    private static readonly SearchValues<char> hostText = SearchValues.Create(Unreserved + SubDelimiters);
    private static readonly SearchValues<char> userText = SearchValues.Create(Unreserved + SubDelimiters + ":");
    private static readonly SearchValues<char> pathText = SearchValues.Create(Unreserved + SubDelimiters + ":@/");
    private static readonly SearchValues<char> queryText = SearchValues.Create(Unreserved + SubDelimiters + ":@/?");

    public static bool IsUri(ReadOnlySpan<char> text) => IsReference(text, isInternational: false, out var hasScheme) && hasScheme;

    public static bool IsUriReference(ReadOnlySpan<char> text) => IsReference(text, isInternational: false, out _);

    public static bool IsIri(ReadOnlySpan<char> text) => IsReference(text, isInternational: true, out var hasScheme) && hasScheme;

    public static bool IsIriReference(ReadOnlySpan<char> text) => IsReference(text, isInternational: true, out _);

    private static bool IsReference(ReadOnlySpan<char> text, bool isInternational, out bool hasScheme)
    {
        hasScheme = false;
        if (!TakeTail(ref text, '#', isInternational, mayBePrivate: false) || !TakeTail(ref text, '?', isInternational, mayBePrivate: true)) return false;
        var colon = text.IndexOfAny(':', '/');
        if (colon >= 0 && text[colon] == ':')
        {
            // A first segment with a colon is a scheme, or it is nothing.
            if (!IsScheme(text[..colon])) return false;
            hasScheme = true;
            text = text[(colon + 1)..];
        }

        if (text.StartsWith("//"))
        {
            text = text[2..];
            var end = text.IndexOf('/');
            if (end < 0) end = text.Length;
            if (!IsAuthority(text[..end], isInternational)) return false;
            text = text[end..];
        }

        return Has(text, pathText, isInternational);
    }

    /// <summary>Cuts off the query or the fragment, if there is one, and says whether it is one.</summary>
    private static bool TakeTail(ref ReadOnlySpan<char> text, char mark, bool isInternational, bool mayBePrivate)
    {
        var at = text.IndexOf(mark);
        if (at < 0) return true;
        var tail = text[(at + 1)..];
        text = text[..at];
        return Has(tail, queryText, isInternational, mayBePrivate);
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme) => !scheme.IsEmpty && char.IsAsciiLetter(scheme[0]) && !scheme.ContainsAnyExcept(schemeText);

    private static bool IsAuthority(ReadOnlySpan<char> authority, bool isInternational)
    {
        var at = authority.IndexOf('@');
        if (at >= 0)
        {
            if (!Has(authority[..at], userText, isInternational)) return false;
            authority = authority[(at + 1)..];
        }

        var end = authority.StartsWith('[') ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        if (end < 0) end = authority.Length;
        ReadOnlySpan<char> host = authority[..end], port = authority[end..];
        var isPort = port.IsEmpty || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9'));
        return isPort && (host.StartsWith('[') ? IsLiteral(host[1..^1]) : Has(host, hostText, isInternational));
    }

    private static bool IsLiteral(ReadOnlySpan<char> address)
    {
        if (address is not ['v' or 'V', .. var future]) return IpAddresses.IsVersion6(address);
        var dot = future.IndexOf('.');
        return dot > 0 && dot < future.Length - 1 && AreHex(future[..dot]) && !future[(dot + 1)..].ContainsAnyExcept(userText);
    }

    private static bool Has(ReadOnlySpan<char> text, SearchValues<char> allowed, bool isInternational, bool mayBePrivate = false)
    {
        while (text.IndexOfAnyExcept(allowed) is >= 0 and var at)
        {
            text = text[at..];
            if (text[0] == '%')
            {
                if (text.Length < 3 || !AreHex(text[1..3])) return false;
                text = text[3..];
            }
            else if (isInternational && System.Text.Rune.DecodeFromUtf16(text, out var rune, out var length) == OperationStatus.Done
                && (IsUnicode(rune.Value) || (mayBePrivate && IsPrivate(rune.Value))))
            {
                text = text[length..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreHex(ReadOnlySpan<char> text)
    {
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit)) return false;
        }

        return true;
    }

    private static bool IsUnicode(int point) => point is (>= 0xA0 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF)
        || (point is >= 0x10000 and <= 0xEFFFD && (point & 0xFFFF) <= 0xFFFD && point is not (>= 0xE0000 and < 0xE1000));

    private static bool IsPrivate(int point) => point is >= 0xE000 and <= 0xF8FF || (point >= 0xF0000 && (point & 0xFFFF) <= 0xFFFD);
}
