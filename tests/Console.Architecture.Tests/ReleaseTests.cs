using Xunit;

namespace AgentConsole.Architecture.Tests;

/// <summary>No way past the stop switch: what lets anything go needs a clearance, and a clearance comes from one place.</summary>
public sealed class ReleaseTests
{
    private const string Clearance = "AgentConsole.Domain.Agents.Clearance";
    private const string Proposal = "AgentConsole.Domain.Proposals.Proposal";
    private const string Grant = "AgentConsole.Domain.Proposals.Grant";

    [Fact]
    public void Only_the_look_at_the_stop_switch_gives_out_a_clearance() =>
        Assert.Equal(["AgentConsole.Infrastructure.Agents.StandingQuery"], UsersOf(use => use.Type == Clearance && use.Member is ".ctor" or "<Clone>$").Distinct());

    /// <summary>A status is begun by what takes a proposal in, and then changed by the state machine alone.</summary>
    [Fact]
    public void Nobody_writes_a_status_past_the_state_machine() =>
        Assert.Equal(["AgentConsole.Infrastructure.Proposals.Submission", "AgentConsole.Infrastructure.Reviews.PlantHandler"],
            UsersOf(use => use is { Type: Proposal, Member: "set_Status" }).Distinct().Order());

    [Fact]
    public void A_grant_is_made_by_its_own_type_and_issued_at_one_desk()
    {
        Assert.Empty(UsersOf(use => use is { Type: Grant, Member: ".ctor" }));
        Assert.Equal(["AgentConsole.Infrastructure.Proposals.GrantDesk"], UsersOf(use => use is { Type: Grant, Member: "Issue" }).Distinct());
    }

    private static List<string> UsersOf(Func<MemberUse, bool> isMeant)
    {
        using var infrastructure = BuiltAssembly.Infrastructure;
        using var web = BuiltAssembly.Web;
        return [.. infrastructure.Uses().Concat(web.Uses()).Where(isMeant).Select(use => use.User)];
    }
}
