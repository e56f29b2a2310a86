using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class ProposalSubmittedTests
{
    [Fact]
    public void What_the_agent_calls_its_run_can_be_erased() =>
        Assert.Equal(new LedgerField("run_id", "call with Kim Lee", IsPersonal: true), Field(A.Proposal().InRun("call with Kim Lee").Build(), "run_id"));

    [Theory]
    [InlineData("billing.refund", false)]
    [InlineData("github/create-issue", false)]
    [InlineData("refund Kim Lee, Mill Road 12", true)]
    [InlineData("kim@example.com", true)]
    public void Text_in_place_of_a_tool_that_names_none_can_be_erased(string tool, bool isPersonal) =>
        Assert.Equal(new LedgerField("tool", tool, isPersonal), Field(A.Proposal().Using(tool).Build(), "tool"));

    private static LedgerField Field(Proposal proposal, string name) => new ProposalSubmitted(proposal).Fields.Single(field => field.Name == name);
}
