using System.Buffers;

namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>One host that the operator lets through the guard.</summary>
internal sealed record AllowedHost(string Name, int? Port)
{
    private static readonly SearchValues<char> NeverInHost = SearchValues.Create("/\\@?#*, \t\r\n");

    /// <summary>Reads <c>name</c> or <c>name:port</c>; a path, a scheme or a wildcard is not a host.</summary>
    public static AllowedHost? Parse(string text)
    {
        if (text.AsSpan().ContainsAny(NeverInHost) || !Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var url)) return null;
        if (url.IdnHost.Length == 0) return null;

        // Uri leaves out a port that is the scheme's own, so the text says whether one was named.
        var isPortNamed = text.AsSpan(text.LastIndexOf(']') + 1).Contains(':');
        return new(url.IdnHost, isPortNamed ? url.Port : null);
    }

    public bool Matches(string host, int port) =>
        string.Equals(Name, host, StringComparison.OrdinalIgnoreCase) && (Port is { } only ? only == port : port is 80 or 443);
}
