namespace AgentConsole.JsonSchema.Compilation;

/// <summary>A URI or relative reference in its five parts (RFC 3986), compared as text; <c>System.Uri</c> would rewrite URNs and paths.</summary>
internal readonly record struct UriReference(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
{
    public static UriReference Parse(string text)
    {
        string? scheme = null, authority = null, query = null, fragment = null;
        var rest = text;
        if (rest.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash) (rest, fragment) = (rest[..hash], rest[(hash + 1)..]);
        if (rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark) (rest, query) = (rest[..mark], rest[(mark + 1)..]);
        var colon = rest.AsSpan().IndexOfAny(":/");
        if (colon > 0 && rest[colon] == ':' && IsScheme(rest.AsSpan(0, colon))) (scheme, rest) = (rest[..colon].ToLowerInvariant(), rest[(colon + 1)..]);
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('/', 2);
            if (end < 0) end = rest.Length;
            (authority, rest) = (rest[2..end].ToLowerInvariant(), rest[end..]);
        }

        return new(scheme, authority, rest, query, fragment);
    }

    public static string Normalize(string text) => Parse(text).ToString();

    public static string WithoutFragment(string uri) => uri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? uri[..hash] : uri;

    /// <summary>RFC 3986 section 5.2.2, against a base that has a scheme.</summary>
    public static UriReference Resolve(string baseUri, string reference)
    {
        var origin = Parse(baseUri);
        var to = Parse(reference);
        if (to.Scheme is not null) return to with { Path = WithoutDots(to.Path) };
        if (to.Authority is not null) return to with { Scheme = origin.Scheme, Path = WithoutDots(to.Path) };
        if (to.Path.Length == 0) return origin with { Query = to.Query ?? origin.Query, Fragment = to.Fragment };
        var path = to.Path.StartsWith('/') ? to.Path : Merge(origin, to.Path);
        return origin with { Path = WithoutDots(path), Query = to.Query, Fragment = to.Fragment };
    }

    public override string ToString() =>
        (Scheme is null ? "" : Scheme + ":") + (Authority is null ? "" : "//" + Authority) + Path
        + (Query is null ? "" : "?" + Query) + (Fragment is null ? "" : "#" + Fragment);

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetter(text[0])) return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.')) return false;
        }

        return true;
    }

    private static string Merge(UriReference origin, string path) =>
        origin is { Authority: not null, Path: "" } ? "/" + path : origin.Path[..(origin.Path.LastIndexOf('/') + 1)] + path;

    private static string WithoutDots(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal)) return path;
        var isRooted = path.StartsWith('/');
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var at = isRooted ? 1 : 0; at < segments.Length; at++)
        {
            var isLast = at == segments.Length - 1;
            if (segments[at] == ".." && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
            if (segments[at] is not ("." or "..")) kept.Add(segments[at]);
            else if (isLast) kept.Add("");
        }

        return (isRooted ? "/" : "") + string.Join('/', kept);
    }
}
