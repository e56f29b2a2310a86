using System.Collections.Concurrent;
using System.Globalization;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>The sets that <c>\p{...}</c> names: general categories by their short and long names, and the properties that need no further tables.</summary>
internal static class UnicodeProperties
{
    private static readonly string[] shortNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
        "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Lazy<CodePointSet[]> categories = new(ScanCategories);
    private static readonly ConcurrentDictionary<string, CodePointSet> known = new(StringComparer.Ordinal);

    /// <summary>The set of a property, or null if it is not known here.</summary>
    public static CodePointSet? Find(string text)
    {
        if (known.TryGetValue(text, out var set)) return set;
        // Only names that exist are kept, so what is kept is bounded.
        return Make(text) is { } made ? known.GetOrAdd(text, made) : null;
    }

    private static CodePointSet? Make(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return FindCategory(text) ?? FindBinary(text);
        return text[..equals] is "General_Category" or "gc" ? FindCategory(text[(equals + 1)..]) : null;
    }

    private static CodePointSet? FindCategory(string word)
    {
        var code = ShortName(word);
        if (code == "LC") return CodePointSet.Union(categories.Value[..3]);
        var named = shortNames.Index().Where(name => name.Item.StartsWith(code, StringComparison.Ordinal));
        CodePointSet[] found = [.. named.Select(name => categories.Value[name.Index])];
        return code.Length is 1 or 2 && found.Length > 0 ? CodePointSet.Union(found) : null;
    }

    private static CodePointSet? FindBinary(string name) => name switch
    {
        "Any" => CodePointSet.Of((0, CodePointSet.Last)),
        "ASCII" => CodePointSet.Of((0, 0x7F)),
        "ASCII_Hex_Digit" or "AHex" => CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        "Assigned" => FindCategory("Cn")!.Complement(),
        "White_Space" or "space" => CodePointSet.Union(FindCategory("Z")!, CodePointSet.Of(('\t', '\r'), (0x85, 0x85))),
        _ => null,
    };

    private static string ShortName(string name) => name switch
    {
        "Cased_Letter" => "LC",
        "Close_Punctuation" => "Pe",
        "Connector_Punctuation" => "Pc",
        "Control" or "cntrl" => "Cc",
        "Currency_Symbol" => "Sc",
        "Dash_Punctuation" => "Pd",
        "Decimal_Number" or "digit" => "Nd",
        "Enclosing_Mark" => "Me",
        "Final_Punctuation" => "Pf",
        "Format" => "Cf",
        "Initial_Punctuation" => "Pi",
        "Letter" => "L",
        "Letter_Number" => "Nl",
        "Line_Separator" => "Zl",
        "Lowercase_Letter" => "Ll",
        "Mark" or "Combining_Mark" => "M",
        "Math_Symbol" => "Sm",
        "Modifier_Letter" => "Lm",
        "Modifier_Symbol" => "Sk",
        "Nonspacing_Mark" => "Mn",
        "Number" => "N",
        "Open_Punctuation" => "Ps",
        "Other" => "C",
        "Other_Letter" => "Lo",
        "Other_Number" => "No",
        "Other_Punctuation" => "Po",
        "Other_Symbol" => "So",
        "Paragraph_Separator" => "Zp",
        "Private_Use" => "Co",
        "Punctuation" or "punct" => "P",
        "Separator" => "Z",
        "Space_Separator" => "Zs",
        "Spacing_Mark" => "Mc",
        "Surrogate" => "Cs",
        "Symbol" => "S",
        "Titlecase_Letter" => "Lt",
        "Unassigned" => "Cn",
        "Uppercase_Letter" => "Lu",
        _ => name,
    };

    /// <summary>One walk over all code points; the runtime knows each one's category but lists none.</summary>
    private static CodePointSet[] ScanCategories()
    {
        List<(int, int)>[] ranges = [.. shortNames.Select(_ => new List<(int, int)>())];
        var first = 0;
        var current = CharUnicodeInfo.GetUnicodeCategory(0);
        for (var point = 1; point <= CodePointSet.Last; point++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(point);
            if (category == current) continue;
            ranges[(int)current].Add((first, point - 1));
            (first, current) = (point, category);
        }

        ranges[(int)current].Add((first, CodePointSet.Last));
        return [.. ranges.Select(list => CodePointSet.Of(list))];
    }
}
