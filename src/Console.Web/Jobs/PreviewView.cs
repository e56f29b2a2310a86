namespace AgentConsole.Web.Jobs;

/// <summary>When a line would fire next, in its own zone.</summary>
public sealed record PreviewView(string Cron, string Zone, IReadOnlyList<DateTimeOffset> Next);
