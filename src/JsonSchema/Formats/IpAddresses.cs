namespace AgentConsole.JsonSchema.Formats;

/// <summary>Addresses in the forms of RFC 2673 (four decimal octets) and RFC 4291.</summary>
internal static class IpAddresses
{
    public static bool IsVersion4(ReadOnlySpan<char> text)
    {
        var octets = 0;
        foreach (var part in text.Split('.'))
        {
            if (++octets > 4 || !IsOctet(text[part])) return false;
        }

        return octets == 4;
    }

    public static bool IsVersion6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0) return TryCountGroups(text, mayEndInVersion4: true, out var all) && all == 8;
        return TryCountGroups(text[..gap], mayEndInVersion4: false, out var before)
            && TryCountGroups(text[(gap + 2)..], mayEndInVersion4: true, out var after)
            && before + after <= 7;
    }

    private static bool IsOctet(ReadOnlySpan<char> digits) =>
        digits.Length is >= 1 and <= 3 && (digits.Length == 1 || digits[0] != '0') && !digits.ContainsAnyExceptInRange('0', '9')
        && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) <= 255;

    private static bool TryCountGroups(ReadOnlySpan<char> text, bool mayEndInVersion4, out int groups)
    {
        groups = 0;
        if (text.IsEmpty) return true;
        foreach (var part in text.Split(':'))
        {
            var group = text[part];
            if (mayEndInVersion4 && part.End.Value == text.Length && group.Contains('.'))
            {
                groups += 2;
                return IsVersion4(group);
            }

            groups++;
            if (groups > 8 || group.Length is < 1 or > 4) return false;
            foreach (var digit in group)
            {
                if (!char.IsAsciiHexDigit(digit)) return false;
            }
        }

        return true;
    }
}
