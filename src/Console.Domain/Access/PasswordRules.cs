using System.Collections.Frozen;

namespace AgentConsole.Domain.Access;

/// <summary>
/// NIST SP 800-63B-4, 3.1.1.2: length and a list of what everybody tries, and nothing else. No mix of characters is asked
/// for, nothing expires, and spaces and every script are welcome.
/// </summary>
public static class PasswordRules
{
    private const int KnownWordLengthMin = 4;
    private const int UnknownRestMin = 6;
    private const int PatternLengthMax = 5;
    private const string ProductName = "agentconsole";

    private static readonly FrozenSet<string> Common = LoadCommon();

    private static readonly string[] Runs =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "azertyuiopqsdfghjklmwxcvbn",
    ];

    /// <summary>The first reason against a password, or null. Length is counted in characters as people see them typed.</summary>
    public static PasswordFault? FaultOf(string password, string email, string displayName)
    {
        var length = password.EnumerateRunes().Count();
        if (length < AccessLimits.PasswordLengthMin) return PasswordFault.TooShort;
        if (length > AccessLimits.PasswordLengthMax) return PasswordFault.TooLong;

        var plain = Plain(password);
        if (Common.Contains(plain) || IsRun(plain)) return PasswordFault.Common;
        if (IsPattern(plain)) return PasswordFault.Repetitive;
        return IsMadeOfWords(plain, email, displayName) || IsMadeOfWords(WithLetters(plain), email, displayName)
            ? PasswordFault.HoldsKnownWords
            : null;
    }

    private static bool IsRun(string plain) => Runs.Any(run =>
        (run + run).Contains(plain, StringComparison.Ordinal) || Reversed(run + run).Contains(plain, StringComparison.Ordinal));

    private static bool IsPattern(string plain) =>
        plain.Distinct().Count() < PatternLengthMax
        || Enumerable.Range(1, PatternLengthMax).Any(period =>
            Enumerable.Range(period, Math.Max(0, plain.Length - period)).All(at => plain[at] == plain[at - period]));

    /// <summary>True where little is left once the words that anybody would try first are taken away.</summary>
    private static bool IsMadeOfWords(string plain, string email, string displayName)
    {
        var words = Common.Concat(WordsOf(email)).Concat(WordsOf(displayName)).Append(ProductName)
            .Where(word => word.Length >= KnownWordLengthMin).Distinct(StringComparer.Ordinal)
            .OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal);
        var rest = words.Aggregate(plain, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < plain.Length && rest.Where(char.IsLetterOrDigit).Distinct().Count() < UnknownRestMin;
    }

    private static IEnumerable<string> WordsOf(string text) =>
        text.Split(['@', '.', ' ', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Select(Plain);

    private static string Plain(string text) => text.ToLowerInvariant();

    // What looks like a letter counts as that letter, so that p4ssw0rd is password.
    private static string WithLetters(string plain) => string.Concat(plain.Select(sign => sign switch
    {
        '@' or '4' => 'a',
        '3' => 'e',
        '1' or '!' => 'i',
        '0' => 'o',
        '5' or '$' => 's',
        '7' => 't',
        _ => sign,
    }));

    private static string Reversed(string text) => new([.. text.Reverse()]);

    private static FrozenSet<string> LoadCommon()
    {
        var assembly = typeof(PasswordRules).Assembly;
        using var stream = assembly.GetManifestResourceStream("AgentConsole.Domain.Access.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#').Select(Plain).ToFrozenSet(StringComparer.Ordinal);
    }
}
