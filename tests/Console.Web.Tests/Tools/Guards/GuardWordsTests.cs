using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Tools.Guards;
using Xunit;

namespace AgentConsole.Web.Tests.Tools.Guards;

public sealed class GuardWordsTests
{
    [Fact]
    public void More_may_be_released_than_may_run_at_once()
    {
        var health = new GuardHealth("production", BreakerState.Closed, ToolBounds.Default with { Concurrency = 5 }) { UnderWay = 12 };

        Assert.Equal("12 released or running; 5 may run at once", GuardWords.UnderWay(health));
    }
}
