namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>How far a follower comes with what it writes; two nodes may follow the same, and one of them is first.</summary>
internal sealed record FollowMark(string Name, long From, long To);
