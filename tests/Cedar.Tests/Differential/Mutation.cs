namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>Spoils a text in one place or two, or not at all.</summary>
public static class Mutation
{
    private static readonly string[] _scraps =
    [
        "(", ")", "[", "]", "{", "}", ",", ";", ".", ":", "::", "==", "=", "!", "!!!!!", "-", "-----", "+", "*", "/", "%", "<", "&&", "||", "|", "&", "?", "?principal", "?x",
        " if ", " then ", " else ", " in ", " is ", " like ", " has ", " true ", " principal ", " when {true} ", " x ", "\"", "\"a\"", "\"\\q\"", "\"\\u{41}\"", "1", "99999999999999999999",
        "@", "@a", "__cedar", "__cedar::", "User::", "ip", ".contains", ".foo()", "'", "\u00e9", "\u0000", "//c\n", "\ud83d\ude00", "#", "\\",
    ];

    public static string Of(string text, Random random)
    {
        for (var times = random.Next(3); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            if (at > 0 && at < text.Length && char.IsLowSurrogate(text[at])) at--;
            var cut = random.Next(2) == 0 ? 0 : Math.Min(text.Length - at, random.Next(1, 6));
            if (at + cut < text.Length && char.IsLowSurrogate(text[at + cut])) cut++;
            text = string.Concat(text.AsSpan(0, at), random.Next(3) == 0 && cut > 0 ? "" : _scraps[random.Next(_scraps.Length)], text.AsSpan(at + cut));
        }

        return text;
    }
}
