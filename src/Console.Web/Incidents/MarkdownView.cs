using System.Globalization;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgentConsole.Web.Incidents;

/// <summary>
/// Shows Markdown that people wrote as elements made one by one: raw HTML is text, a link leads to http or https or is none, a picture is its
/// words. There is no string of HTML anywhere.
/// </summary>
public sealed class MarkdownView : ComponentBase
{
    private const int DepthMax = 24;
    // The page has a heading of its own, and the section one below it.
    private const int HeadingsBelow = 2;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    [Parameter, EditorRequired] public string? Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var block in Markdown.Parse(Text ?? "", Pipeline)) Write(builder, block, DepthMax);
    }

    private static void Write(RenderTreeBuilder builder, Block block, int depth)
    {
        if (depth == 0) return;
        switch (block)
        {
            case HeadingBlock heading:
                Element(builder, "h" + Math.Min(6, heading.Level + HeadingsBelow).ToString(CultureInfo.InvariantCulture), () => Write(builder, heading.Inline, depth - 1));
                break;
            case ParagraphBlock paragraph:
                Element(builder, "p", () => Write(builder, paragraph.Inline, depth - 1));
                break;
            case ListBlock list:
                Element(builder, list.IsOrdered ? "ol" : "ul", () => WriteAll(builder, list, depth - 1));
                break;
            case ListItemBlock entry:
                Element(builder, "li", () => WriteAll(builder, entry, depth - 1));
                break;
            case QuoteBlock quote:
                Element(builder, "blockquote", () => WriteAll(builder, quote, depth - 1));
                break;
            case ThematicBreakBlock:
                Element(builder, "hr", () => { });
                break;
            case CodeBlock code:
                Element(builder, "pre", () => builder.AddContent(2, code.Lines.ToString()));
                break;
            case LeafBlock { Inline: { } inline }:
                Element(builder, "p", () => Write(builder, inline, depth - 1));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock container:
                WriteAll(builder, container, depth - 1);
                break;
        }
    }

    private static void WriteAll(RenderTreeBuilder builder, ContainerBlock blocks, int depth)
    {
        foreach (var block in blocks) Write(builder, block, depth);
    }

    private static void Write(RenderTreeBuilder builder, ContainerInline? inlines, int depth)
    {
        if (inlines is null || depth <= 0) return;
        foreach (var inline in inlines) Write(builder, inline, depth);
    }

    private static void Write(RenderTreeBuilder builder, Inline inline, int depth)
    {
        switch (inline)
        {
            case LiteralInline literal:
                builder.AddContent(2, literal.Content.ToString());
                break;
            case CodeInline code:
                Element(builder, "code", () => builder.AddContent(2, code.Content));
                break;
            case EmphasisInline emphasis:
                Element(builder, emphasis.DelimiterCount > 1 ? "strong" : "em", () => Write(builder, emphasis, depth - 1));
                break;
            case LineBreakInline line:
                if (line.IsHard) Element(builder, "br", () => { });
                else builder.AddContent(2, "\n");
                break;
            case HtmlEntityInline entity:
                builder.AddContent(2, entity.Transcoded.ToString());
                break;
            case AutolinkInline { IsEmail: false } address when IncidentLinks.Web(address.Url) is { } href:
                Link(builder, href, () => builder.AddContent(4, href));
                break;
            case AutolinkInline address:
                builder.AddContent(2, address.Url);
                break;
            case LinkInline { IsImage: false } link when IncidentLinks.Web(link.Url) is { } href:
                Link(builder, href, () => Write(builder, link, depth - 1));
                break;
            case HtmlInline html:
                builder.AddContent(2, html.Tag);
                break;
            case ContainerInline container:
                Write(builder, container, depth - 1);
                break;
        }
    }

    private static void Element(RenderTreeBuilder builder, string name, Action content)
    {
        builder.OpenElement(0, name);
        content();
        builder.CloseElement();
    }

    private static void Link(RenderTreeBuilder builder, string href, Action content)
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", href);
        builder.AddAttribute(2, "rel", "noopener noreferrer");
        content();
        builder.CloseElement();
    }
}
