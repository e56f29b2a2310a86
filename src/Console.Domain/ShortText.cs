namespace AgentConsole.Domain;

/// <summary>Cuts a text where a column or a line ends.</summary>
public static class ShortText
{
    /// <summary>At most <paramref name="lengthMax"/> UTF-16 units, with an ellipsis where something was cut, and no half of a character.</summary>
    public static string Of(string text, int lengthMax)
    {
        if (text.Length <= lengthMax) return text;
        var end = char.IsHighSurrogate(text[lengthMax - 2]) ? lengthMax - 2 : lengthMax - 1;
        return text[..end] + "…";
    }
}
