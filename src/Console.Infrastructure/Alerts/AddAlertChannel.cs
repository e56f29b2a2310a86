using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Have an address told of alerts, in the shape that it takes.</summary>
public sealed record AddAlertChannel(Caller Caller, BodyForm Form, string Name, string Url);
