namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>How wide the buckets of a roll-up are.</summary>
public enum Grain
{
    Minute,
    Hour,
    Day,
}
