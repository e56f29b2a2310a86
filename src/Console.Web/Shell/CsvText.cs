using System.Globalization;
using System.Text;

namespace AgentConsole.Web.Shell;

/// <summary>
/// A table as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets show as
/// the text that it is; numbers and times are the console's own and stay as they are.
/// </summary>
public static class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <param name="rows">Cells in the order of the columns: texts, numbers, times, or null for what is unknown.</param>
    public static string Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        AppendRow(text, columns);
        foreach (var row in rows) AppendRow(text, row);
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<object?> cells)
    {
        foreach (var (at, cell) in cells.Index())
        {
            if (at > 0) text.Append(',');
            text.Append(CellOf(cell));
        }

        text.Append("\r\n");
    }

    private static string CellOf(object? cell) => cell switch
    {
        null => "",
        string said => Quoted(Harmless(said)),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell holds no {cell.GetType().Name}.", nameof(cell)),
    };

    // Some spreadsheets skip what cannot be seen before they look for a formula.
    private static string Harmless(string text)
    {
        var first = text.AsSpan().TrimStart();
        var isFormula = first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20';
        return isFormula || text.Length > 0 && text[0] is '\t' or '\r' or '\n' ? "'" + text : text;
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text == text.Trim() ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
