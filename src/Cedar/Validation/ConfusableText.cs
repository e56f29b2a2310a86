using System.Buffers;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Validation;

/// <summary>
/// Warns of text that may not be what it looks like: letters that turn the direction of a line, and Latin, Greek and Cyrillic
/// letters in one text. The base library does not know scripts; these three are the ones whose letters look alike.
/// </summary>
internal static class ConfusableText
{
    private static readonly SearchValues<char> _turners = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static void Look(CedarPolicy policy, Expression whole, List<CedarFault> warnings)
    {
        foreach (var part in ExpressionWalk.Over(whole))
        {
            foreach (var text in TextsOf(part))
            {
                if (Problem(text) is { } problem) warnings.Add(new(part.Span, problem) { PolicyId = policy.Id });
                if (warnings.Count >= CedarLimits.FaultsMax) return;
            }
        }
    }

    private static IEnumerable<string> TextsOf(Expression part) => part switch
    {
        Expression.Literal { Value: var value } when value.TryGetString(out var text) => [text],
        Expression.Literal { Value: var value } when value.TryGetEntity(out var uid) => [uid.Id],
        Expression.Like like => like.Pattern.Pieces.OfType<string>(),
        Expression.GetAttribute get => [get.Name],
        Expression.HasAttribute has => has.Path,
        Expression.RecordLiteral record => record.Names,
        _ => [],
    };

    private static string? Problem(string text)
    {
        if (text.AsSpan().ContainsAny(_turners)) return "The text holds characters that turn the direction of a line.";
        var scripts = 0;
        foreach (var letter in text) scripts |= ScriptOf(letter);
        return (scripts & (scripts - 1)) == 0 ? null : "The text mixes letters of scripts that look alike.";
    }

    private static int ScriptOf(char letter)
    {
        if (!char.IsLetter(letter)) return 0;
        return letter switch
        {
            < '\u0250' => 1,
            >= '\u0370' and < '\u0400' => 2,
            >= '\u0400' and < '\u0530' => 4,
            _ => 0,
        };
    }
}
