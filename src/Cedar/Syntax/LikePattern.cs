namespace AgentConsole.Cedar.Syntax;

/// <summary>A pattern of <c>like</c>: texts, and nulls that stand for any text.</summary>
internal sealed class LikePattern(string?[] pieces)
{
    public IReadOnlyList<string?> Pieces => pieces;

    /// <summary>
    /// Whether the whole text matches. Each piece is looked for once, from the left, at the first place that it fits: what a later
    /// place would leave for the rest, the first one leaves too. So nothing is tried twice.
    /// </summary>
    public bool IsMatch(string text)
    {
        var rest = text.AsSpan();
        var first = 0;
        var last = pieces.Length - 1;
        if (pieces.Length == 0) return rest.IsEmpty;
        while (first <= last && pieces[first] is { } head)
        {
            if (!rest.StartsWith(head)) return false;
            rest = rest[head.Length..];
            first++;
        }

        if (first > last) return rest.IsEmpty;
        while (last > first && pieces[last] is { } tail)
        {
            if (!rest.EndsWith(tail)) return false;
            rest = rest[..^tail.Length];
            last--;
        }

        for (var at = first; at <= last; at++)
        {
            if (pieces[at] is not { } piece) continue;
            var found = rest.IndexOf(piece, StringComparison.Ordinal);
            if (found < 0) return false;
            rest = rest[(found + piece.Length)..];
        }

        return true;
    }
}
