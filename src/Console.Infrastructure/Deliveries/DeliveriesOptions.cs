using System.Globalization;
using System.Net;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>What an operator may set about everything that the console sends out.</summary>
public sealed class DeliveriesOptions
{
    public const string Section = "Deliveries";

    /// <summary>
    /// Hosts that the previews of contracts may reach although the guard would refuse them, by plain http too: <c>name</c> or
    /// <c>name:port</c> (without a port: 80 by http, 443 by https; an IPv6 address in brackets).
    /// </summary>
    public IReadOnlyList<string> PreviewHosts { get; set; } = [];

    /// <summary>The same for registered webhooks and for callbacks: agents name those themselves.</summary>
    public IReadOnlyList<string> WebhookHosts { get; set; } = [];

    /// <summary>The same for the tools that the console runs itself.</summary>
    public IReadOnlyList<string> ExecutionHosts { get; set; } = [];
    /// <summary>The same for ticket systems, which an admin names.</summary>
    public IReadOnlyList<string> TicketHosts { get; set; } = [];

    /// <summary>Ports that may be reached on any public host; none named means 443 and 8443.</summary>
    // The binder adds to what stands here already, so the usual ones cannot stand here.
    public IReadOnlyList<int> Ports { get; set; } = [];

    /// <summary>Where people reach this console, such as <c>https://console.example.com</c>: the links in notices begin with it.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long one attempt may take from the first packet to the last.</summary>
    public int TimeoutSeconds { get; set; } = DeliveriesLimits.TimeoutSeconds;

    /// <summary>The policy engine's host, which its own section names.</summary>
    internal IReadOnlyList<string> EngineHosts { get; init; } = [];

    internal IReadOnlyList<string> HostsAllowedOn(WayOut way) => way switch
    {
        WayOut.Previews => PreviewHosts,
        WayOut.Webhooks => WebhookHosts,
        WayOut.Executions => ExecutionHosts,
        WayOut.Engines => EngineHosts,
        WayOut.Tickets => TicketHosts,
    };

    internal IReadOnlyList<int> ReachablePorts => Ports.Count > 0 ? Ports : [443, 8443];

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (TimeoutSeconds is < 1 or > DeliveriesLimits.TimeoutSecondsMax)
            yield return $"{Section}:TimeoutSeconds is {TimeoutSeconds}; it lies between 1 and {DeliveriesLimits.TimeoutSecondsMax}.";
        if (Ports.Count > DeliveriesLimits.PortsMax)
            yield return $"{Section}:Ports has {Ports.Count} ports; at most {DeliveriesLimits.PortsMax}.";
        foreach (var port in Ports.Where(port => port is < 1 or > IPEndPoint.MaxPort))
            yield return $"{Section}:Ports holds {port.ToString(CultureInfo.InvariantCulture)}, which is no port.";
        if (!ReviewLinks.TryRead(PublicUrl, out _))
            yield return $"{Section}:PublicUrl is \"{PublicUrl}\", which is no http or https address without query.";
        foreach (var fault in FaultsOf(nameof(PreviewHosts), PreviewHosts).Concat(FaultsOf(nameof(WebhookHosts), WebhookHosts))
            .Concat(FaultsOf(nameof(ExecutionHosts), ExecutionHosts)).Concat(FaultsOf(nameof(TicketHosts), TicketHosts)))
            yield return fault;
    }

    private static IEnumerable<string> FaultsOf(string name, IReadOnlyList<string> hosts)
    {
        if (hosts.Count > DeliveriesLimits.AllowedHostsMax)
            yield return $"{Section}:{name} has {hosts.Count} hosts; at most {DeliveriesLimits.AllowedHostsMax}.";
        foreach (var host in hosts.Where(host => AllowedHost.Parse(host) is null))
            yield return $"{Section}:{name} holds \"{host}\", which is no host or host:port.";
    }
}
