using System.Collections.Frozen;

namespace AgentConsole.Domain.Access;

/// <summary>The one table of what each role may do. Absent means no.</summary>
public static class RolePermissions
{
    private static readonly Permission[] ForEverybody =
        [Permission.ReadProposals, Permission.ReadAgents, Permission.ReadTools, Permission.ReadPolicies, Permission.ReadSpend, Permission.StopAgents];

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, FrozenSet<Permission>>
    {
        [Role.Reviewer] = Of(Permission.DecideProposals, Permission.ReportFailures),
        [Role.Dri] = Of(Permission.DecideProposals, Permission.ManageAgents, Permission.IssueAgentKeys, Permission.RevokeAgentKeys,
            Permission.ResumeAgents, Permission.ReadDeliveries, Permission.RaiseBudgets, Permission.WriteBaselines, Permission.ResolveOutcomes,
            Permission.HandleAlerts, Permission.ReportFailures, Permission.HandleIncidents, Permission.ReadJobs, Permission.ManageSchedules),
        [Role.Finance] = Of(Permission.DecideProposals, Permission.WritePrices, Permission.WriteBudgets, Permission.WriteBaselines),
        [Role.Oncall] = Of(Permission.DecideProposals, Permission.ReadDeliveries, Permission.ManageDeliveries, Permission.ReadLedger,
            Permission.RevokeAgentKeys, Permission.OperateTools, Permission.ResolveOutcomes, Permission.HandleAlerts, Permission.WriteAlertRules,
            Permission.ReportFailures, Permission.HandleIncidents, Permission.ReadJobs, Permission.RunJobs, Permission.PauseJobs),
        [Role.Security] = Of(Permission.DecideProposals, Permission.WritePolicies, Permission.PublishPolicies, Permission.WriteRiskTable, Permission.ManageTools,
            Permission.ManageAgents, Permission.ResumeAgents, Permission.ReadLedger, Permission.RevokeAgentKeys,
            Permission.ReadDeliveries, Permission.ReadPeople, Permission.RaiseBudgets, Permission.OperateTools, Permission.ResolveOutcomes,
            Permission.HandleAlerts, Permission.WriteAlertRules, Permission.ReportFailures, Permission.HandleIncidents, Permission.ReadJobs),
        [Role.Auditor] = Of(Permission.ReadLedger, Permission.ReadDeliveries, Permission.ReadPeople, Permission.ReadJobs),
        [Role.Admin] = Of(Permission.WriteBaselines, Permission.ManageAgents, Permission.IssueAgentKeys, Permission.RevokeAgentKeys,
            Permission.ManageTools, Permission.ManagePeople, Permission.ReadPeople, Permission.ReadDeliveries,
            Permission.ManageDeliveries, Permission.ReadLedger, Permission.WritePrices, Permission.WriteBudgets, Permission.OperateTools,
            Permission.HandleAlerts, Permission.WriteAlertRules, Permission.ReportFailures, Permission.HandleIncidents, Permission.ManageTicketTargets,
            Permission.ReadJobs, Permission.RunJobs, Permission.PauseJobs, Permission.ManageSchedules),
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);

    private static FrozenSet<Permission> Of(params Permission[] own) => ForEverybody.Concat(own).ToFrozenSet();
}
