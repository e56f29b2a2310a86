using DiffPlex;
using DiffPlex.Model;

namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>Before and after as rows; the rows are the same whether they are drawn side by side or inline.</summary>
public sealed record Comparison(IReadOnlyList<DiffRow> Rows, bool IsCut)
{
    public int ChangeCount => Rows.Count(row => row.Mark is DiffMark.Added or DiffMark.Removed or DiffMark.Changed);

    /// <summary>Two texts, line by line, with the words that differ.</summary>
    public static Comparison OfTexts(string? before, string? after)
    {
        if (string.IsNullOrEmpty(before) && string.IsNullOrEmpty(after)) return new([], false);
        var (left, leftCut) = Bounded(before ?? "");
        var (right, rightCut) = Bounded(after ?? "");
        var rows = LineRows(new Differ().CreateCustomDiffs(left, right, ignoreWhiteSpace: false, text => text.Split('\n')));
        return new(Fold(rows), leftCut || rightCut);
    }

    /// <summary>Two states, label by label in the order in which the labels appear.</summary>
    public static Comparison OfFields(IReadOnlyList<DiffField> before, IReadOnlyList<DiffField> after)
    {
        var left = Keyed(before);
        var right = Keyed(after);
        var labels = left.Keys.Concat(right.Keys).Distinct(StringComparer.Ordinal).ToList();
        var rows = labels.Take(DiffLimits.LinesMax).Select(label => FieldRow(label, left.GetValueOrDefault(label), right.GetValueOrDefault(label)));
        var isCut = labels.Count > DiffLimits.LinesMax || before.Concat(after).Any(field => field.Value?.Length > DiffLimits.LineCharactersMax);
        return new([.. rows], isCut);
    }

    private static Dictionary<string, DiffField> Keyed(IReadOnlyList<DiffField> fields)
    {
        var keyed = new Dictionary<string, DiffField>(StringComparer.Ordinal);
        foreach (var field in fields) keyed[field.Label] = field;
        return keyed;
    }

    private static DiffRow FieldRow(string label, DiffField? before, DiffField? after)
    {
        var same = before is not null && after is not null && before.Value == after.Value;
        var mark = (before, after) switch
        {
            (null, _) => DiffMark.Added,
            (_, null) => DiffMark.Removed,
            _ => same ? DiffMark.Same : DiffMark.Changed,
        };
        return new(mark, label, Side(before), Side(after));

        IReadOnlyList<DiffPiece>? Side(DiffField? field) => field is null ? null : [new(field.Value ?? "", !same, field.Value is null)];
    }

    // Not the library's own side-by-side model: that one overlooks white space at the ends of lines, and here every character counts.
    private static List<DiffRow> LineRows(DiffResult lines)
    {
        var rows = new List<DiffRow>();
        int before = 0, after = 0;
        foreach (var block in lines.DiffBlocks)
        {
            AddSame(block.DeleteStartA);
            var pairs = Math.Min(block.DeleteCountA, block.InsertCountB);
            for (var i = 0; i < pairs; i++) rows.Add(ChangedRow(lines.PiecesOld[before++], lines.PiecesNew[after++]));
            for (var i = pairs; i < block.DeleteCountA; i++) rows.Add(new(DiffMark.Removed, "", [new(lines.PiecesOld[before++], true)], null));
            for (var i = pairs; i < block.InsertCountB; i++) rows.Add(new(DiffMark.Added, "", null, [new(lines.PiecesNew[after++], true)]));
        }

        AddSame(lines.PiecesOld.Length);
        return rows;

        void AddSame(int until)
        {
            for (; before < until; before++, after++)
            {
                DiffPiece[] same = [new(lines.PiecesOld[before], false)];
                rows.Add(new(DiffMark.Same, "", same, same));
            }
        }
    }

    private static DiffRow ChangedRow(string before, string after)
    {
        var words = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, Words);
        List<DiffPiece> left = [], right = [];
        int old = 0, next = 0;
        foreach (var block in words.DiffBlocks)
        {
            Add(left, words.PiecesOld, ref old, block.DeleteStartA, false);
            Add(left, words.PiecesOld, ref old, block.DeleteStartA + block.DeleteCountA, true);
            Add(right, words.PiecesNew, ref next, block.InsertStartB, false);
            Add(right, words.PiecesNew, ref next, block.InsertStartB + block.InsertCountB, true);
        }

        Add(left, words.PiecesOld, ref old, words.PiecesOld.Length, false);
        Add(right, words.PiecesNew, ref next, words.PiecesNew.Length, false);
        return new(DiffMark.Changed, "", left, right);

        static void Add(List<DiffPiece> side, string[] pieces, ref int from, int until, bool differs)
        {
            if (until > from) side.Add(new(string.Concat(pieces[from..until]), differs));
            from = Math.Max(from, until);
        }
    }

    // Letters and digits hold together; everything else stands alone.
    private static string[] Words(string line)
    {
        var words = new List<string>();
        for (var start = 0; start < line.Length;)
        {
            var end = start + 1;
            if (char.IsLetterOrDigit(line[start]) || char.IsSurrogate(line[start]))
                while (end < line.Length && (char.IsLetterOrDigit(line[end]) || char.IsSurrogate(line[end]))) end++;
            words.Add(line[start..end]);
            start = end;
        }

        return [.. words];
    }

    private static List<DiffRow> Fold(List<DiffRow> rows)
    {
        var folded = new List<DiffRow>();
        for (var at = 0; at < rows.Count;)
        {
            var end = rows.FindIndex(at, row => row.Mark != DiffMark.Same);
            if (end < 0) end = rows.Count;
            var keepAfter = at == 0 ? 0 : DiffLimits.ContextLines;
            var keepBefore = end == rows.Count ? 0 : DiffLimits.ContextLines;
            var hidden = end - at - keepAfter - keepBefore;
            if (hidden > 1)
            {
                folded.AddRange(rows.GetRange(at, keepAfter));
                folded.Add(DiffRow.Folded(hidden));
                folded.AddRange(rows.GetRange(end - keepBefore, keepBefore));
            }
            else
            {
                folded.AddRange(rows.GetRange(at, end - at));
            }

            if (end < rows.Count) folded.Add(rows[end]);
            at = end + 1;
        }

        return folded;
    }

    private static (string Text, bool IsCut) Bounded(string text)
    {
        var lines = text[..Math.Min(text.Length, DiffLimits.CharactersMax)].Split('\n');
        var bounded = lines.Take(DiffLimits.LinesMax)
            .Select(line => line[..Math.Min(line.Length, DiffLimits.LineCharactersMax)]);
        var kept = string.Join('\n', bounded);
        return (kept, kept.Length < text.Length);
    }
}
