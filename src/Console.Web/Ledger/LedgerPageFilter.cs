using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Ledger;

/// <summary>What the Ledger page shows, as its address says it.</summary>
public sealed record LedgerPageFilter(string Kind = "", string Actor = "", string Subject = "", long? Before = null)
{
    public const int RowsPerPage = 50;

    public bool IsNarrowed => Kind.Length > 0 || Actor.Length > 0 || Subject.Length > 0;

    public LedgerFilter Filter => new(NullIfEmpty(Kind), NullIfEmpty(Actor), NullIfEmpty(Subject));

    public static LedgerPageFilter FromQuery(string? kind, string? actor, string? subject, string? before) => new(
        TextOf(kind, LedgerLimits.KindLengthMax),
        TextOf(actor, LedgerLimits.ActorLengthMax),
        TextOf(subject, LedgerLimits.SubjectLengthMax),
        long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null);

    /// <summary>The page on which one entry is the first.</summary>
    public static string At(long seq) => new LedgerPageFilter(Before: seq + 1).ToHref();

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Kind.Length > 0) parts["kind"] = Kind;
        if (Actor.Length > 0) parts["actor"] = Actor;
        if (Subject.Length > 0) parts["subject"] = Subject;
        if (Before is { } before) parts["before"] = before.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Links.Ledger, parts);
    }

    // No entry holds a control character, and PostgreSQL takes no text with a NUL.
    private static string TextOf(string? text, int lengthMax) =>
        text is not null && text.Length <= lengthMax && !text.Any(char.IsControl) ? text.Trim() : "";

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
