using AgentConsole.Domain.Access;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/review")]
    [InlineData("/proposals?state=pending&to=//x")]
    [InlineData("/")]
    public void An_address_here_is_kept(string address) => Assert.Equal(address, LocalAddress.Of(address, "/home"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("review")]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test/")]
    [InlineData("\\\\evil.test/")]
    [InlineData("/\t/evil.test/")]
    [InlineData("/\n/evil.test/")]
    [InlineData("javascript:alert(1)")]
    public void Anything_else_leads_home(string? address) => Assert.Equal("/home", LocalAddress.Of(address, "/home"));
}
