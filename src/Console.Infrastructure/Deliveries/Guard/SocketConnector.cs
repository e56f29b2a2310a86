using System.Net;

namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>Opens a connection to the first of these addresses that takes it.</summary>
internal delegate ValueTask<Stream> SocketConnector(IPAddress[] addresses, int port, CancellationToken cancellation);
