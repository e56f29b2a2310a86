using System.Text;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Puts foreign text into Markdown as code, in which nothing is a mention, a link, a command or HTML.</summary>
public static class TicketMarkdown
{
    // Breaks what a system would make a mention of, and is not seen.
    private const char Apart = '\u200B';
    // Begins a mention of a person, an issue, a milestone, a label, an epic or the like.
    private const string Referring = "@#!~%&$^";

    /// <summary>One code span: on one line, and closed by more backticks than stand inside.</summary>
    public static string Foreign(string text)
    {
        var line = OneLine(text);
        if (line.Length == 0) return "` `";
        var fence = new string('`', LongestRun(line) + 1);
        // A space at each side, which is not shown, keeps backticks at the ends apart from the fence.
        return $"{fence} {line} {fence}";
    }

    /// <summary>What is known, a line each, and the way to the console. No line begins with a slash, which would be a command to GitLab.</summary>
    public static string BodyOf(TicketText text) =>
        string.Join('\n', text.Lines.Select(line => "- " + LineOf(line))) + (text.Link is { } link ? $"\n\n[Open in console](<{link}>)" : "");

    /// <summary>For a title, in which Markdown means little: what would be a mention or a reference is broken.</summary>
    public static string Title(string text)
    {
        var broken = string.Concat(text.Select(sign => Referring.Contains(sign, StringComparison.Ordinal) ? $"{sign}{Apart}" : sign.ToString())).Replace("://", $":{Apart}//", StringComparison.Ordinal);
        // The signs that break it make it longer, and a title that is too long is refused for good.
        return ShortText.Of(broken, IncidentLimits.SummaryLengthMax);
    }

    public static string LineOf(IReadOnlyList<TicketPiece> pieces) =>
        string.Concat(pieces.Select(piece => piece.IsForeign ? Foreign(piece.Text) : Escaped(piece.Text)));

    // Our own words hold names of rules, and those come from people: nothing of it may act.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var sign in text)
        {
            if (char.IsControl(sign)) escaped.Append(' ');
            else if (sign is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|') escaped.Append('\\').Append(sign);
            else if (sign == '&') escaped.Append("&amp;").Append(Apart);
            else if (Referring.Contains(sign, StringComparison.Ordinal)) escaped.Append(sign).Append(Apart);
            else escaped.Append(sign);
        }

        return escaped.Replace("://", $":{Apart}//").Replace("www.", $"www{Apart}.").ToString();
    }

    private static string OneLine(string text) => string.Concat(VisibleText.Of(text, IncidentLimits.NoteLengthMax).Parts.Select(part => part.Text))
        .Replace('\n', ' ').Replace('\t', ' ').Trim();

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in text)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
