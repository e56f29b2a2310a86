namespace AgentConsole.Domain.Telemetry;

/// <summary>Patterns with <c>*</c> for any text, letter case aside; in time that is no more than the product of both lengths.</summary>
public static class Wildcard
{
    public static bool Fits(string pattern, string? text)
    {
        if (text is null) return false;
        var (at, of, star, resume) = (0, 0, -1, 0);
        while (of < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*') (star, resume, at) = (at, of, at + 1);
            else if (at < pattern.Length && char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[of])) (at, of) = (at + 1, of + 1);
            else if (star >= 0) (at, of, resume) = (star + 1, resume + 1, resume + 1);
            else return false;
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }
}
