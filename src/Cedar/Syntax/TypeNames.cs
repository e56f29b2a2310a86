namespace AgentConsole.Cedar.Syntax;

/// <summary>Judges names: single words, and paths of words joined by <c>::</c>.</summary>
internal static class TypeNames
{
    public const string Reserved = "__cedar";

    public static bool IsWord(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !Lexer.IsWordStart(text[0])) return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_') return false;
        }

        return true;
    }

    /// <summary>Whether a word has a fixed meaning in policies, so that it cannot be a name.</summary>
    public static bool IsKeyword(ReadOnlySpan<char> word) => word is "true" or "false" or "if" or "then" or "else" or "in" or "is" or "like" or "has";

    /// <summary>Whether a text can stand as a name in a policy without quotes.</summary>
    public static bool IsFreeWord(ReadOnlySpan<char> text) => IsWord(text) && !IsKeyword(text) && text is not Reserved;

    /// <summary>Whether a text is the name of an entity type: free words joined by <c>::</c>.</summary>
    public static bool IsPath(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var joint = text.IndexOf("::");
            if (!IsFreeWord(joint < 0 ? text : text[..joint])) return false;
            if (joint < 0) return true;
            text = text[(joint + 2)..];
        }
    }

    public static string Checked(string type) =>
        IsPath(type) ? type : throw new ArgumentException($"{Words.Of(type)} is not the name of an entity type.", nameof(type));

    public static bool IsAction(ReadOnlySpan<char> type) => type is "Action" || type.EndsWith("::Action");

    public static string LastOf(string path) => path[(path.LastIndexOf(':') + 1)..];
}
