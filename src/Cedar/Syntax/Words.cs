using System.Globalization;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Names what was found, for messages: short, and never more than a cut of it.</summary>
internal static class Words
{
    public static string Of(ReadOnlySpan<char> text) => text switch
    {
        "" => "the end of the text",
        [var one] when char.IsControl(one) || char.IsWhiteSpace(one) || one > '~' => string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)one:X4}"),
        _ => $"`{Cut(text)}`",
    };

    public static string Cut(ReadOnlySpan<char> text)
    {
        if (text.Length <= CedarLimits.MessageCutMax) return text.ToString();
        var length = CedarLimits.MessageCutMax - 1;
        return string.Concat(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)], "…");
    }
}
