namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>One labelled value of a state, such as <c>status: paid</c>.</summary>
public sealed record DiffField(string Label, string? Value);
