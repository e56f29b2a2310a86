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
    /// <summary>To open a tool's breaker, and to close it before its time.</summary>
    OperateTools,
    /// <summary>To say how a proposal ended of which nobody knows.</summary>
    ResolveOutcomes,
    StopAgents,
    ResumeAgents,
    ReadLedger,
    /// <summary>To acknowledge, silence and resolve alerts.</summary>
    HandleAlerts,
    /// <summary>To say what is looked for, and from when on it is too much.</summary>
    WriteAlertRules,
    ReadDeliveries,
    ManageDeliveries,
    /// <summary>To report that something went wrong, and to add to what is known of it.</summary>
    ReportFailures,
    /// <summary>To say how far an incident is, to answer its access review, to close it.</summary>
    HandleIncidents,
    /// <summary>To say where incidents become tickets.</summary>
    ManageTicketTargets,
    /// <summary>To see what the console and its schedules do by themselves, and did.</summary>
    ReadJobs,
    /// <summary>To have a job of the console run now.</summary>
    RunJobs,
    /// <summary>To have a job of the console not run until it is resumed.</summary>
    PauseJobs,
    /// <summary>To say when an agent's runs are started.</summary>
    ManageSchedules,
    ReadPeople,
    ManagePeople,
}
