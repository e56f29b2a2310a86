namespace AgentConsole.Bench;

/// <summary>What one closed loop reached; times in milliseconds for a whole loop of three calls.</summary>
/// <param name="ServerCpuMs">Processor time that the server spent on one loop; says more than the rate where the machine is shared.</param>
/// <param name="ClientCpuMs">The same of the clients, which share the machine with it.</param>
internal sealed record LoopFigures(double LoopsPerSecond, double P50, double P99, int Failures, double ServerCpuMs, double ClientCpuMs);
