namespace AgentConsole.Web.Jobs;

/// <summary>Who paused a job, since when, and what does not happen meanwhile; absent where nobody waits for it.</summary>
public sealed record JobPauseView(string By, DateTimeOffset At, string? Means);
