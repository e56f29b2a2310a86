using System.Buffers;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>Mailboxes as RFC 5321 writes them, and as RFC 6531 widens them.</summary>
internal static class Emails
{
    private const int LocalOctetsMax = 64;

    private static readonly SearchValues<char> atomText = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    public static bool IsEmail(ReadOnlySpan<char> text) => IsMailbox(text, isInternational: false);

    public static bool IsInternational(ReadOnlySpan<char> text) => IsMailbox(text, isInternational: true);

    private static bool IsMailbox(ReadOnlySpan<char> text, bool isInternational)
    {
        var at = text.LastIndexOf('@');
        if (at < 1) return false;
        ReadOnlySpan<char> local = text[..at], domain = text[(at + 1)..];
        if (System.Text.Encoding.UTF8.GetByteCount(local) > LocalOctetsMax) return false;
        return (local[0] == '"' ? IsQuoted(local, isInternational) : IsDotted(local, isInternational)) && IsDomain(domain, isInternational);
    }

    private static bool IsDotted(ReadOnlySpan<char> local, bool isInternational)
    {
        foreach (var part in local.Split('.'))
        {
            var atom = local[part];
            if (atom.IsEmpty) return false;
            foreach (var character in atom)
            {
                if (!atomText.Contains(character) && !(isInternational && character > 0x7F)) return false;
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> local, bool isInternational)
    {
        if (local.Length < 3 || local[^1] != '"') return false;
        local = local[1..^1];
        for (var at = 0; at < local.Length; at++)
        {
            if (local[at] == '"' || (local[at] == '\\' && ++at == local.Length)) return false;
            if (local[at] is < ' ' or '\x7F' || (!isInternational && local[at] > 0x7F)) return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain, bool isInternational)
    {
        if (domain is ['[', .. var literal, ']'])
        {
            return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? IpAddresses.IsVersion6(literal[5..]) : IpAddresses.IsVersion4(literal);
        }

        return HostNames.HasLabels(domain, isInternational);
    }
}
