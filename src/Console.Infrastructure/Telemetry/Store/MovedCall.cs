namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>A call of a tool whose trace turns out to belong to another run, which may know of it already.</summary>
internal sealed record MovedCall(string Agent, string Environment, long Run, string Call, ToldPlace Place);
