namespace AgentConsole.Domain.Telemetry;

/// <summary>The rows of a run's timeline.</summary>
public enum TimelineLane
{
    Agent,
    Tools,
    Policy,
    People,
}
