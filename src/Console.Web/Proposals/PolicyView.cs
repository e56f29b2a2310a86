namespace AgentConsole.Web.Proposals;

/// <summary>Which rule spoke; no version where no policy set is published.</summary>
public sealed record PolicyView(string Rule, int? Version, string Reason);
