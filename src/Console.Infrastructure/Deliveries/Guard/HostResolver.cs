using System.Net;

namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>Finds the addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);
