using AgentConsole.Web.Proposals;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>How a proposal ended of which nobody knew, as the API's description shows it.</summary>
internal sealed record ResolveBody
{
    /// <summary><c>succeeded</c> or <c>failed</c>.</summary>
    public required ResultStatus Status { get; init; }
    /// <summary>How that is known.</summary>
    public required string Note { get; init; }
}
