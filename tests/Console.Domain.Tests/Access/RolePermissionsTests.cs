using AgentConsole.Domain.Access;
using Xunit;
using static AgentConsole.Domain.Access.Permission;

namespace AgentConsole.Domain.Tests.Access;

public sealed class RolePermissionsTests
{
    /// <summary>The whole table, written a second time by hand: a right that appears or vanishes must be meant.</summary>
    private static readonly Dictionary<Permission, Role[]> Table = new()
    {
        [ReadProposals] = Enum.GetValues<Role>(),
        [ReadSpend] = Enum.GetValues<Role>(),
        [WritePrices] = [Role.Finance, Role.Admin],
        [WriteBudgets] = [Role.Finance, Role.Admin],
        [RaiseBudgets] = [Role.Dri, Role.Security],
        [ReadAgents] = Enum.GetValues<Role>(),
        [ReadTools] = Enum.GetValues<Role>(),
        [StopAgents] = Enum.GetValues<Role>(),
        [DecideProposals] = [Role.Reviewer, Role.Dri, Role.Finance, Role.Oncall, Role.Security],
        [ReadPolicies] = Enum.GetValues<Role>(),
        [WritePolicies] = [Role.Security],
        [PublishPolicies] = [Role.Security],
        [WriteBaselines] = [Role.Dri, Role.Finance, Role.Admin],
        [WriteRiskTable] = [Role.Security],
        [ManageAgents] = [Role.Dri, Role.Security, Role.Admin],
        [IssueAgentKeys] = [Role.Dri, Role.Admin],
        [RevokeAgentKeys] = [Role.Dri, Role.Oncall, Role.Security, Role.Admin],
        [ManageTools] = [Role.Security, Role.Admin],
        [OperateTools] = [Role.Oncall, Role.Security, Role.Admin],
        [ResolveOutcomes] = [Role.Dri, Role.Oncall, Role.Security],
        [ResumeAgents] = [Role.Dri, Role.Security],
        [ReadLedger] = [Role.Oncall, Role.Security, Role.Auditor, Role.Admin],
        [HandleAlerts] = [Role.Dri, Role.Oncall, Role.Security, Role.Admin],
        [WriteAlertRules] = [Role.Oncall, Role.Security, Role.Admin],
        [ReadDeliveries] = [Role.Dri, Role.Oncall, Role.Security, Role.Auditor, Role.Admin],
        [ManageDeliveries] = [Role.Oncall, Role.Admin],
        [ReportFailures] = [Role.Reviewer, Role.Dri, Role.Oncall, Role.Security, Role.Admin],
        [HandleIncidents] = [Role.Dri, Role.Oncall, Role.Security, Role.Admin],
        [ManageTicketTargets] = [Role.Admin],
        [ReadJobs] = [Role.Dri, Role.Oncall, Role.Security, Role.Auditor, Role.Admin],
        [RunJobs] = [Role.Oncall, Role.Admin],
        [PauseJobs] = [Role.Oncall, Role.Admin],
        [ManageSchedules] = [Role.Dri, Role.Admin],
        [ReadPeople] = [Role.Security, Role.Auditor, Role.Admin],
        [ManagePeople] = [Role.Admin],
    };

    public static TheoryData<Permission> EveryPermission => [.. Enum.GetValues<Permission>()];

    [Theory, MemberData(nameof(EveryPermission))]
    public void Exactly_these_roles_may(Permission permission) =>
        Assert.Equal(Table[permission].Order(), Enum.GetValues<Role>().Where(role => RolePermissions.Allows(role, permission)).Order());

    [Theory, MemberData(nameof(EveryPermission))]
    public void An_agent_may_nothing_that_a_person_may(Permission permission) =>
        Assert.False(new Caller.Agent("a", "production", new(Guid.Empty)).May(permission));

    [Theory, MemberData(nameof(EveryPermission))]
    public void Somebody_without_a_role_may_nothing(Permission permission) =>
        Assert.False(new Caller.Person(new(Guid.Empty), "nobody", new HashSet<Role>()).May(permission));

    [Theory, MemberData(nameof(EveryPermission))]
    public void What_only_the_role_of_a_dri_gives_reaches_not_every_agent(Permission permission)
    {
        var dri = new Caller.Person(new(Guid.Empty), "dri", new HashSet<Role> { Role.Dri });
        var more = new Caller.Person(new(Guid.Empty), "more", new HashSet<Role> { Role.Dri, Role.Security });

        Assert.False(dri.MayEverywhere(permission));
        Assert.Equal(RolePermissions.Allows(Role.Security, permission), more.MayEverywhere(permission));
        Assert.True(new Caller.Server().MayEverywhere(permission));
    }

    [Fact]
    public void Two_roles_add_up()
    {
        var both = new Caller.Person(new(Guid.Empty), "both", new HashSet<Role> { Role.Reviewer, Role.Auditor });

        Assert.True(both.May(DecideProposals) && both.May(ReadLedger));
        Assert.False(both.May(ManagePeople));
    }
}
