using AgentConsole.Web.Shell.Kit;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Kit;

public sealed class AgentTextTests : ShellContext
{
    [Fact]
    public void Markup_from_an_agent_stays_text()
    {
        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, "<script>alert(1)</script> **bold** [a](javascript:x)"));

        Assert.Empty(cut.FindAll("script, b, strong, a"));
        Assert.Equal("<script>alert(1)</script> **bold** [a](javascript:x)", cut.Find(".foreign").TextContent);
    }

    [Fact]
    public void Hidden_characters_are_labels_with_a_name()
    {
        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, "pay\u200bpal \u202eroodkcab"));

        Assert.Equal("pay[U+200B]pal [U+202E]roodkcab", cut.Find(".foreign").TextContent);
        var label = cut.FindAll(".hidden-character")[1];
        Assert.Equal("right-to-left override, text after it reads backwards", label.GetAttribute("aria-label"));
    }

    [Fact]
    public void Long_text_is_cut_says_so_and_can_be_read_on()
    {
        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, new string('x', 1_000_000)));
        Assert.Equal(2_000, cut.Find(".foreign").TextContent.Length);
        Assert.StartsWith("shows 2,000 of 1,000,000 characters", cut.Find(".cut").TextContent.Trim(), StringComparison.Ordinal);

        cut.Find("button").Click();

        Assert.StartsWith("shows 10,000 of 1,000,000 characters", cut.Find(".cut").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_on_ends_at_a_bound_that_the_page_can_bear()
    {
        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, new string('x', 1_000_000)));

        while (cut.FindAll("button") is [var more]) more.Click();

        Assert.Equal(AgentTextBody.CharactersShownMax, cut.Find(".foreign").TextContent.Length);
        Assert.Contains("of 1,000,000 characters", cut.Find(".cut").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_circuit_there_is_no_button_that_would_do_nothing()
    {
        IsInteractive = false;

        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, new string('x', 3_000)));

        Assert.Empty(cut.FindAll("button"));
        Assert.NotNull(cut.Find(".cut"));
    }

    [Fact]
    public void A_claim_stands_in_a_fence_under_its_label()
    {
        var cut = Render<AgentText>(parameters => parameters
            .Add(text => text.Text, "customer was charged twice")
            .Add(text => text.Heading, "The agent says (its claim, not checked)"));

        Assert.Equal("The agent says (its claim, not checked)", cut.Find("figure.claim figcaption").TextContent);
    }

    [Fact]
    public void Text_that_breaks_the_rendering_takes_nothing_else_down_and_the_next_text_is_shown()
    {
        var cut = Render<AgentText>(parameters => parameters.Add(text => text.Text, "x").Add(text => text.CharactersMax, -1));
        Assert.Equal("This text could not be shown.", cut.Find(".fault").TextContent);

        cut.Render(parameters => parameters.Add(text => text.Text, "fine").Add(text => text.CharactersMax, 10));

        Assert.Equal("fine", cut.Find(".foreign").TextContent);
    }
}
