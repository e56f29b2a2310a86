using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>
/// Writes a pattern the way .NET reads it. .NET matches UTF-16 units; so there are two writings, one for text without surrogates, in
/// which a set is a plain class, and one for all text, in which it is also the pairs that stand for characters beyond.
/// </summary>
internal sealed class PatternWriter(bool withPairs)
{
    private const int LengthMax = 65_536;
    private const string Never = "[^\\s\\S]";
    private const string Word = "[0-9A-Z_a-z]";

    private readonly StringBuilder text = new();

    /// <exception cref="FormatException">The pattern is too large when written out.</exception>
    public static string Write(PatternNode pattern, bool withPairs)
    {
        var writer = new PatternWriter(withPairs);
        writer.Add(pattern);
        return writer.text.ToString();
    }

    private void Add(PatternNode node)
    {
        if (text.Length > LengthMax) throw new FormatException("it is too large.");
        switch (node)
        {
            case PatternNode.Set set:
                AddSet(set.Points);
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts) Add(part);
                break;
            case PatternNode.Choice choice:
                AddChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case PatternNode.Capture capture:
                Wrap(string.Create(CultureInfo.InvariantCulture, $"(?<g{capture.Number}>"), capture.Body);
                break;
            case PatternNode.BackReference reference:
                text.Append(CultureInfo.InvariantCulture, $"(?(g{reference.Number})\\k<g{reference.Number}>|)");
                break;
            case PatternNode.Look look:
                Wrap("(?" + (look.IsBehind ? "<" : "") + (look.IsNegative ? "!" : "="), look.Body);
                break;
            case PatternNode.Start:
                text.Append("\\A");
                break;
            case PatternNode.End:
                text.Append("\\z");
                break;
            case PatternNode.WordBoundary boundary:
                // .NET's own takes every letter of every script for a word's.
                text.Append(boundary.IsNegative
                    ? $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))"
                    : $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))");
                break;
            default:
                throw new InvalidOperationException("A kind of pattern is not written.");
        }
    }

    private void Wrap(string opening, PatternNode body)
    {
        text.Append(opening);
        Add(body);
        text.Append(')');
    }

    private void AddChoice(PatternNode.Choice choice)
    {
        text.Append("(?:");
        for (var index = 0; index < choice.Branches.Count; index++)
        {
            if (index > 0) text.Append('|');
            Add(choice.Branches[index]);
        }

        text.Append(')');
    }

    private void AddRepeat(PatternNode.Repeat repeat)
    {
        Wrap("(?:", repeat.Body);
        text.Append(CultureInfo.InvariantCulture, $"{{{repeat.Min},{repeat.Max}}}");
        if (repeat.IsLazy) text.Append('?');
    }

    private void AddSet(CodePointSet points)
    {
        var pairs = withPairs ? [.. SurrogatePairs.Of(points)] : Array.Empty<string>();
        // Half a pair is never a character here, so that no set matches the halves of what it does not hold.
        var units = points.WithoutSurrogates().Ranges
            .Where(range => range.First <= 0xFFFF)
            .Select(range => (range.First, Last: Math.Min(range.Last, 0xFFFF)))
            .ToArray();
        if (pairs.Length == 0) AddUnits(units);
        else
        {
            text.Append("(?:");
            if (units.Length > 0) AddUnits(units);
            text.AppendJoin('|', units.Length > 0 ? pairs.Prepend("") : pairs).Append(')');
        }
    }

    private void AddUnits((int First, int Last)[] units)
    {
        if (units.Length == 0) text.Append(Never);
        else if (units is [var (first, last)] && first == last) AddUnit(first);
        else
        {
            text.Append('[');
            foreach (var unit in units)
            {
                AddUnit(unit.First);
                if (unit.Last > unit.First + 1) text.Append('-');
                if (unit.Last > unit.First) AddUnit(unit.Last);
            }

            text.Append(']');
        }
    }

    private void AddUnit(int unit)
    {
        if (unit <= 0x7F && char.IsAsciiLetterOrDigit((char)unit)) text.Append((char)unit);
        else text.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
    }
}
