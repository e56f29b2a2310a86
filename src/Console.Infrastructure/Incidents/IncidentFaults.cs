using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What is wrong with what people write about incidents.</summary>
internal static class IncidentFaults
{
    public static IReadOnlyList<Fault> OfTitle(string? title) => title switch
    {
        { Length: > IncidentLimits.TitleLengthMax } => [new("/title", "too_long", $"At most {IncidentLimits.TitleLengthMax} characters.")],
        not null when title.Any(char.IsControl) => [new("/title", "control_character", "A title is one line of plain text.")],
        _ => [],
    };

    /// <summary>A text that must be there, without the one character that PostgreSQL keeps in no text.</summary>
    public static IEnumerable<Fault> OfText(string pointer, string text, int lengthMax)
    {
        if (text.Trim().Length == 0) yield return new(pointer, "required", "Say something.");
        else if (text.Length > lengthMax) yield return new(pointer, "too_long", $"At most {lengthMax} characters.");
        else if (text.Contains('\0', StringComparison.Ordinal)) yield return new(pointer, "control_character", "The character U+0000 is not kept.");
    }

    /// <summary>A day from today on, not too far ahead.</summary>
    public static IEnumerable<Fault> OfDue(DateOnly due, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (due < today || due > today.AddDays(IncidentLimits.DueDaysMax))
            yield return new("/due", "out_of_bounds", $"A day from today on, at most {IncidentLimits.DueDaysMax} days ahead.");
    }
}
