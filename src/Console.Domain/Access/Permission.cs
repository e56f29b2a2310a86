namespace AgentConsole.Domain.Access;

/// <summary>One thing that a role may allow; every command and every page asks for exactly one.</summary>
public enum Permission
{
    ReadProposals,
    /// <summary>To decide on proposals that ask for a role one holds; which one it must be, each proposal says.</summary>
    DecideProposals,
    ReadPolicies,
    WritePolicies,
    PublishPolicies,
    /// <summary>To say how many points each risk factor is worth.</summary>
    WriteRiskTable,
    ReadSpend,
    /// <summary>To say what models and tools cost.</summary>
    WritePrices,
    /// <summary>To say what workflows and environments may spend.</summary>
    WriteBudgets,
    /// <summary>To let more be spent than a cap says, for a while.</summary>
    RaiseBudgets,
    /// <summary>To record what a workflow came to before agents did it.</summary>
    WriteBaselines,
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
