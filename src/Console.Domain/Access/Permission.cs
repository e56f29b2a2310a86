namespace AgentConsole.Domain.Access;

/// <summary>One thing that a role may allow; every command and every page asks for exactly one.</summary>
public enum Permission
{
    ReadProposals,
    DecideProposals,
    ReadAgents,
    ManageAgents,
    IssueAgentKeys,
    RevokeAgentKeys,
    ReadTools,
    ManageTools,
    StopAgents,
    ResumeAgents,
    ReadLedger,
    ReadDeliveries,
    ManageDeliveries,
    ReadPeople,
    ManagePeople,
}
