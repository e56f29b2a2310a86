namespace AgentConsole.Web.Reviews;

/// <summary>What a reviewer's screen shows at the moment of a click; a decision holds for this and nothing else.</summary>
public sealed record ReadProposal(string Digest, int Version);
