using AgentConsole.Domain.Deliveries;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class ReviewLinksTests
{
    [Fact]
    public void A_notice_leads_to_the_pages_that_there_are()
    {
        var id = A.Proposal().Build().Id;
        var links = new ReviewLinks("https://console.example.com");

        Assert.Equal("https://console.example.com" + Links.Proposal(id.ToString()), links.Card(id));
        Assert.Equal("https://console.example.com" + Links.Account, links.Account);
    }
}
