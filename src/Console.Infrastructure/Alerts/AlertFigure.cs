namespace AgentConsole.Infrastructure.Alerts;

/// <summary>One point of the course of an alert's figure; in its kind's unit.</summary>
/// <param name="Limit">From where on it was too much; null where that was not asked.</param>
public readonly record struct AlertFigure(DateTimeOffset At, double Value, double? Limit);
