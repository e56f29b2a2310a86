using AgentConsole.Web.Incidents;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Incidents;

public sealed class MarkdownViewTests : ShellContext
{
    [Fact]
    public void Markdown_becomes_elements()
    {
        var view = Render<MarkdownView>(parameters => parameters.Add(one => one.Text, "# Title\n\nA **strong** and `code` [link](https://example.com/x).\n\n- one\n- two\n\n> said\n\n```\nraw <b>\n```\n"));

        Assert.Equal("Title", view.Find("h3").TextContent);
        Assert.Equal(("strong", "code"), (view.Find("p strong").TextContent, view.Find("p code").TextContent));
        Assert.Equal(("https://example.com/x", "noopener noreferrer"), (view.Find("a").GetAttribute("href"), view.Find("a").GetAttribute("rel")));
        Assert.Equal(2, view.FindAll("ul li").Count);
        Assert.Equal("said", view.Find("blockquote").TextContent.Trim());
        Assert.Equal("raw <b>", view.Find("pre").TextContent.Trim());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("text <img src=x onerror=alert(1)> text")]
    [InlineData("<iframe src=\"https://evil.test\"></iframe>")]
    [InlineData("![a picture](https://evil.test/track.png)")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[click][ref]\n\n[ref]: vbscript:x")]
    public void Nothing_that_is_written_acts(string text)
    {
        var view = Render<MarkdownView>(parameters => parameters.Add(one => one.Text, text));

        Assert.Empty(view.FindAll("script, img, iframe, a, object, embed, style, link"));
    }

    [Fact]
    public void Deep_nesting_ends_somewhere()
    {
        var view = Render<MarkdownView>(parameters => parameters.Add(one => one.Text, string.Concat(Enumerable.Repeat("> ", 100)) + "deep"));

        Assert.InRange(view.FindAll("blockquote").Count, 1, 30);
    }
}
