using System.Text;

namespace AgentConsole.Domain.Tools;

/// <summary>A text with <c>{name}</c> in it, each standing for the argument with that name.</summary>
public static class Template
{
    /// <summary>The names in the order they stand; null where a brace is left open, empty or nested.</summary>
    public static IReadOnlyList<string>? NamesIn(string template)
    {
        var names = new List<string>();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == '}') return null;
            if (template[at] != '{') continue;
            var end = template.AsSpan(at + 1).IndexOfAny('{', '}');
            if (end <= 0 || template[at + 1 + end] != '}') return null;
            names.Add(template.Substring(at + 1, end));
            at += end + 1;
        }

        return names;
    }

    /// <summary>Puts a text in the place of every name; null where one has none.</summary>
    public static string? Fill(string template, Func<string, string?> textOf)
    {
        var filled = new StringBuilder(template.Length + 64);
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0) break;
            filled.Append(template, at, open - at);
            if (textOf(template[(open + 1)..close]) is not { } text) return null;
            filled.Append(text);
            at = close + 1;
        }

        return filled.Append(template, at, template.Length - at).ToString();
    }
}
