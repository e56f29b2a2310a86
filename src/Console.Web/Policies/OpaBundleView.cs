namespace AgentConsole.Web.Policies;

/// <summary>The bundle that is served: the live Rego sets, each as <c>name@version</c>.</summary>
public sealed record OpaBundleView(string Name, string Revision, IReadOnlyList<string> Sets);
