using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Acknowledge, silence or resolve an alert.</summary>
public sealed record AnswerAlert(Caller Caller, AlertId Id, AlertAnswer Answer);
