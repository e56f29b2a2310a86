using System.Net;
using System.Net.Sockets;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>Says which addresses the console may send to: public ones, by https, and those that the operator named.</summary>
public sealed class AddressGuard(DeliveriesOptions options, WayOut way)
{
    private static readonly IPNetwork[] Blocked4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork[] Blocked6 = Networks(
        "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "fc00::/7", "fe80::/10", "ff00::/8");

    /// <summary>Only these are handed out for use on the internet; the rest of the space is refused whatever it may become.</summary>
    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    /// <summary>Networks whose addresses carry an IPv4 address, with the byte at which it begins: what they carry is what they reach.</summary>
    private static readonly (IPNetwork Network, int At)[] Embedding =
        [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    private readonly AllowedHost[] _allowed = [.. options.HostsAllowedOn(way).Select(AllowedHost.Parse).OfType<AllowedHost>()];

    /// <summary>The range that makes an address unreachable for the console, or null for a global unicast address.</summary>
    public static string? BlockedRange(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return RangeIn(Blocked4, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return "not an internet address";

        // First of all: IPNetwork.Contains takes a mapped address for its four bytes, and finds ::ffff:10.0.0.1 inside 2000::/3.
        if (address.IsIPv4MappedToIPv6) return BlockedRange(address.MapToIPv4());
        foreach (var (network, at) in Embedding)
            if (network.Contains(address)) return BlockedRange(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
        return RangeIn(Blocked6, address) ?? (GlobalUnicast6.Contains(address) ? null : "outside 2000::/3");
    }

    /// <summary>Whether the operator lets this host through, wherever its name leads.</summary>
    public bool IsAllowedByOperator(string host, int port) => _allowed.Any(allowed => allowed.Matches(host, port));

    /// <summary>Judges what can be judged without asking anyone; where a name leads is judged when connecting.</summary>
    public UrlFault? JudgeUrl(string text, out Uri? url)
    {
        url = null;
        if (text.Length > DeliveriesLimits.UrlCharactersMax)
            return new("url_too_long", $"The address has more than {DeliveriesLimits.UrlCharactersMax} characters.");
        if (text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.IdnHost.Length == 0)
            return new("url_malformed", "The address is not an absolute https URL.");
        if (parsed.UserInfo.Length > 0)
            return new("url_userinfo", "The address carries a user name or password; credentials do not belong in it.");

        if (!IsAllowedByOperator(parsed.IdnHost, parsed.Port))
        {
            if (parsed.Scheme != "https") return new("url_scheme", "The address must begin with https.");
            if (!options.ReachablePorts.Contains(parsed.Port)) return new("url_port", $"Port {parsed.Port} is none that may be reached.");
            if (JudgeHost(parsed.IdnHost) is { } fault) return fault;
        }

        url = parsed;
        return null;
    }

    /// <summary>Judges where a name led: one address that is not public spoils them all, for an answer that mixes is an attack.</summary>
    public static UrlFault? JudgeAddresses(string host, IReadOnlyList<IPAddress> addresses) => addresses
        .Select(address => BlockedRange(address) is { } range
            ? new UrlFault("address_blocked", $"{host} leads to {address} ({range}), which is not a public address.")
            : null)
        .FirstOrDefault(fault => fault is not null);

    private static UrlFault? JudgeHost(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return JudgeAddresses(host, [address]);
        var name = host.TrimEnd('.');
        return name.Contains('.', StringComparison.Ordinal) && !name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? null
            : new("address_blocked", $"{host} is a name of the local network.");
    }

    private static string? RangeIn(IPNetwork[] blocked, IPAddress address)
    {
        foreach (var network in blocked)
            if (network.Contains(address)) return network.ToString();
        return null;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
