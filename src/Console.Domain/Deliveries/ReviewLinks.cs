using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>Where people find a proposal; paths alone where nobody said under which address this console is reached.</summary>
/// <param name="Base">Such as <c>https://console.example.com</c>, without a slash at its end; or empty.</param>
public sealed record ReviewLinks(string Base)
{
    public string Account => Base + "/account";

    public string Card(ProposalId id) => $"{Base}/review/{id}";

    public string Alert(AlertId id) => $"{Base}/alert?id={id}";

    public string Phone(ProposalId id) => $"{Base}/p/{id}";

    public string Incident(IncidentId id) => $"{Base}/incident?id={id}";

    /// <summary>The address without its last slashes; false for what is no plain http or https address.</summary>
    public static bool TryRead(string text, out ReviewLinks links)
    {
        links = new(text.Trim().TrimEnd('/'));
        if (links.Base.Length == 0) return true;
        return Uri.TryCreate(links.Base, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri is { UserInfo: "", Query: "", Fragment: "" }
            && links.Base.All(sign => char.IsAscii(sign) && !char.IsWhiteSpace(sign) && !char.IsControl(sign));
    }
}
