using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("no braces", 0)]
    [InlineData("{a}", 1)]
    [InlineData("{a} and {b}{a}", 3)]
    public void Lists_the_names(string template, int count) => Assert.Equal(count, Template.NamesIn(template)?.Count);

    [Theory, InlineData("{"), InlineData("}"), InlineData("{}"), InlineData("{a"), InlineData("a}"), InlineData("{{a}}"), InlineData("{a{b}}")]
    public void Refuses_braces_that_do_not_match(string template) => Assert.Null(Template.NamesIn(template));

    [Fact]
    public void Fills_every_name() => Assert.Equal("1-2-1", Template.Fill("{a}-{b}-{a}", name => name == "a" ? "1" : "2"));

    [Fact]
    public void Braces_in_a_value_are_not_filled_again() => Assert.Equal("{b}", Template.Fill("{a}", name => name == "a" ? "{b}" : "no"));

    [Fact]
    public void A_missing_value_is_no_text() => Assert.Null(Template.Fill("{a}{b}", name => name == "a" ? "1" : null));
}
