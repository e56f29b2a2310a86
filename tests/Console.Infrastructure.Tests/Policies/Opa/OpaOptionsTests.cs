using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OpaOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:8181")]
    [InlineData("http://[::1]:8181/")]
    [InlineData("https://opa.internal/prefix")]
    public void An_address_or_none_is_fine(string url) => Assert.Empty(new OpaOptions { Url = url, Token = "abc", BearerToken = "0123456789abcdef" }.Faults());

    [Fact]
    public void The_address_is_that_of_the_rule_with_where_it_comes_from() => Assert.Equal(
        "https://opa.internal/prefix/v1/data/agentconsole/decision/result?provenance=true&metrics=true",
        new OpaOptions { Url = "https://opa.internal/prefix/" }.Address.AbsoluteUri);

    public static TheoryData<OpaOptions> Wrong =>
    [
        new OpaOptions { Url = "opa:8181" },
        new OpaOptions { Url = "ftp://opa" },
        new OpaOptions { Url = "http://user:secret@opa" },
        new OpaOptions { Url = "http://opa?x=1" },
        new OpaOptions { Url = "http://opa#x" },
        new OpaOptions { Url = "http://op a" },
        new OpaOptions { TimeoutMs = 0 },
        new OpaOptions { TimeoutMs = 10_001 },
        new OpaOptions { Path = "" },
        new OpaOptions { Path = "/agentconsole" },
        new OpaOptions { Path = "agentconsole/../x" },
        new OpaOptions { Path = "agentconsole?x" },
        new OpaOptions { BundleName = "" },
        new OpaOptions { BundleName = "Main/x" },
        new OpaOptions { Token = "a\nb" },
        new OpaOptions { BearerToken = "too short" },
        new OpaOptions { BearerToken = "long enough but with blanks" },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_without_a_token_and_nothing_starts(OpaOptions options)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddPolicies(new PoliciesOptions(), options));

        var fault = Assert.Single(exception.Failures);
        Assert.StartsWith("Opa:", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("blanks", fault, StringComparison.Ordinal);
    }
}
