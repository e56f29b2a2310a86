namespace AgentConsole.Web.Proposals;

/// <summary>How an agent says a released proposal ended.</summary>
public enum ResultStatus
{
    Succeeded,
    Failed,
    Unknown,
}
