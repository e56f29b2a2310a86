using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class JumpTargetTests
{
    private static readonly Room[] Rooms = [new("Review", "/review", IconName.Review), new("Ledger", "/ledger", IconName.Ledger)];

    [Theory]
    [InlineData("led", "/ledger")]
    [InlineData("  REVIEW ", "/review")]
    [InlineData("prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f", "/review/prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f")]
    [InlineData("support-triage-v3", "/agents/support-triage-v3")]
    [InlineData("//evil.test/x", "/agents/%2F%2Fevil.test%2Fx")]
    [InlineData("https://evil.test", "/agents/https%3A%2F%2Fevil.test")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void What_was_typed_leads_to_a_page_of_this_console(string? typed, string? target) => Assert.Equal(target, JumpTarget.Of(typed, Rooms));
}
