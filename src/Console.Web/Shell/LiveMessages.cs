namespace AgentConsole.Web.Shell;

/// <summary>The names of the hub's messages; fixed, because clients outside listen for them.</summary>
public static class LiveMessages
{
    public const string ProposalChanged = "proposalChanged";
    public const string QueueChanged = "queueChanged";
    public const string AgentStopped = "agentStopped";
    public const string AlertFired = "alertFired";
}
