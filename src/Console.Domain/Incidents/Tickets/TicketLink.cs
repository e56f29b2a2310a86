namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Judges the address that a ticket system gave: a link is shown only where it stays with the target.</summary>
internal static class TicketLink
{
    private const string ApiPrefix = "api.";

    /// <summary>The address as given; null unless it is http or https, on the target's own host, and not too long.</summary>
    public static string? Of(TicketTarget target, string? text)
    {
        if (text is not { Length: > 0 and <= Proposals.ProposalLimits.UrlLengthMax } || text.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0) return null;
        var own = new Uri(target.BaseUrl);
        // What people open at github.com is asked of api.github.com.
        var isOwn = string.Equals(url.Authority, own.Authority, StringComparison.OrdinalIgnoreCase)
            || (own.Host.StartsWith(ApiPrefix, StringComparison.OrdinalIgnoreCase) && string.Equals(url.Authority, own.Authority[ApiPrefix.Length..], StringComparison.OrdinalIgnoreCase));
        return isOwn && (url.Scheme == "https" || own.Scheme == "http") ? text : null;
    }

    /// <summary>A name as a system gave it; null where it is none that could be shown in a line.</summary>
    public static string? Key(string? text) =>
        text is { Length: > 0 and <= IncidentLimits.TicketKeyLengthMax } && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '#' or '.' or '/') ? text : null;
}
