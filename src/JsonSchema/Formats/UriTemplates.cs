namespace AgentConsole.JsonSchema.Formats;

/// <summary>URI templates (RFC 6570).</summary>
internal static class UriTemplates
{
    private const string Operators = "+#./;?&=,!@|";
    private const string NotLiteral = " \"<>\\^`{|}";

    public static bool IsTemplate(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] == '{')
            {
                var end = text.IndexOf('}');
                if (end < 0 || !IsExpression(text[1..end])) return false;
                text = text[(end + 1)..];
            }
            else if (text[0] == '%')
            {
                if (!IsEncoded(text)) return false;
                text = text[3..];
            }
            else if (text[0] is < ' ' or (>= '\x7F' and < '\xA0') || NotLiteral.Contains(text[0], StringComparison.Ordinal))
            {
                return false;
            }
            else
            {
                text = text[1..];
            }
        }

        return true;
    }

    private static bool IsExpression(ReadOnlySpan<char> expression)
    {
        if (!expression.IsEmpty && Operators.Contains(expression[0], StringComparison.Ordinal)) expression = expression[1..];
        foreach (var part in expression.Split(','))
        {
            if (!IsVariable(expression[part])) return false;
        }

        return true;
    }

    private static bool IsVariable(ReadOnlySpan<char> variable)
    {
        var colon = variable.IndexOf(':');
        if (colon >= 0)
        {
            var length = variable[(colon + 1)..];
            if (length.Length is < 1 or > 4 || length[0] == '0' || length.ContainsAnyExceptInRange('0', '9')) return false;
            variable = variable[..colon];
        }
        else if (variable.EndsWith('*'))
        {
            variable = variable[..^1];
        }

        foreach (var part in variable.Split('.'))
        {
            if (!IsName(variable[part])) return false;
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        while (!name.IsEmpty)
        {
            if (IsEncoded(name)) name = name[3..];
            else if (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '_') name = name[1..];
            else return false;
        }

        return true;
    }

    private static bool IsEncoded(ReadOnlySpan<char> text) => text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);
}
