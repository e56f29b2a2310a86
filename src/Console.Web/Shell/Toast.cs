using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Shell;

/// <summary>A short word about what just happened; with a way back where there is one.</summary>
public sealed record Toast(int Number, string Text, Tone Tone, string? ActionName, Func<Task>? Action);
