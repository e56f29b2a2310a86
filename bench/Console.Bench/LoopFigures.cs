namespace AgentConsole.Bench;

/// <summary>What one closed loop reached; times in milliseconds for a whole loop of three calls.</summary>
internal sealed record LoopFigures(double LoopsPerSecond, double P50, double P99, int Failures);
