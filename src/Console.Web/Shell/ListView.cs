using System.Text.Json.Serialization;

namespace AgentConsole.Web.Shell;

/// <summary>A part of a list on the wire.</summary>
/// <param name="Next">The <c>cursor</c> for what follows; null at the end, and always there.</param>
public sealed record ListView<T>(
    IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Makes them.</summary>
public static class ListView
{
    public static ListView<T> Of<T>(IEnumerable<T> items, string? next = null) => new([.. items], next);

    /// <summary>Out of one row more than was asked for, where there is one.</summary>
    public static ListView<TView> Of<TRow, TView>(IReadOnlyList<TRow> read, int count, Func<TRow, TView> view, Func<TRow, string> cursor) =>
        new([.. read.Take(count).Select(view)], read.Count > count ? cursor(read[count - 1]) : null);
}
