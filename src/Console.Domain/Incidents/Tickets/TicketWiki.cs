using System.Text;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Puts text into the wiki notation of Jira Data Center, in which nothing of it acts.</summary>
public static class TicketWiki
{
    private const char Apart = '\u200B';
    private const string Acting = @"\{}[]*_-+^~|#!?@&;";

    public static string LineOf(IReadOnlyList<TicketPiece> pieces) => string.Concat(pieces.Select(piece => Escaped(piece.Text)));

    /// <summary>One line in which every sign that the notation knows stands for itself, and no address is a link.</summary>
    public static string Escaped(string text)
    {
        var line = string.Concat(VisibleText.Of(text, IncidentLimits.NoteLengthMax).Parts.Select(part => part.Text)).Replace('\n', ' ').Replace('\t', ' ');
        var escaped = new StringBuilder(line.Length + 8);
        foreach (var sign in line)
        {
            // A backslash before one stays, and two begin a new line: it is written by its number.
            if (sign == '\\') escaped.Append("&#92;");
            else if (Acting.Contains(sign, StringComparison.Ordinal)) escaped.Append('\\').Append(sign);
            else escaped.Append(sign);
        }

        return escaped.Replace("://", $":{Apart}//").Replace("www.", $"www{Apart}.").Replace("mailto:", $"mailto{Apart}:").ToString();
    }
}
