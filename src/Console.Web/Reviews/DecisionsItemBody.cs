namespace AgentConsole.Web.Reviews;

/// <summary>One of them, bound to the digest that was read.</summary>
internal sealed record DecisionsItemBody(string Id, string Digest);
