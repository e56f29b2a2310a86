using AgentConsole.Domain;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Text that an OPA wrote, perhaps out of an agent's arguments, as one bounded line that every database takes.</summary>
internal static class OpaText
{
    public static string Line(string text, int lengthMax) =>
        ShortText.Of(text.Any(char.IsControl) ? string.Create(text.Length, text, Cleaned) : text, lengthMax);

    private static void Cleaned(Span<char> line, string text)
    {
        for (var at = 0; at < line.Length; at++) line[at] = char.IsControl(text[at]) ? ' ' : text[at];
    }
}
