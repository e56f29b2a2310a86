using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class LiveGroupsTests
{
    [Fact]
    public void An_agent_hears_only_of_itself_in_its_own_environment()
        => Assert.Equal([LiveGroups.Agent("production", "a1")], LiveGroups.Of(new Caller.Agent("a1", "production", default)));

    [Fact]
    public void Two_agents_never_share_a_group()
        => Assert.NotEqual(LiveGroups.Agent("a", "b c"), LiveGroups.Agent("a b", "c"));

    [Theory]
    [InlineData(Role.Reviewer, true)]
    [InlineData(Role.Auditor, false)]
    public void Only_who_decides_hears_of_the_queue(Role role, bool hears)
        => Assert.Equal(hears, LiveGroups.Of(new Caller.Person(default, "Ana", new HashSet<Role> { role })).Contains(LiveGroups.Reviewers));
}
