using System.Globalization;
using System.Text;
using AgentConsole.Domain.Proposals;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Whatever an agent sends, the card stays readable and true, and says what it cut.</summary>
public sealed class HostileCardTests : QueueStage
{
    [Fact]
    public async Task Of_five_hundred_arguments_the_card_lists_some_and_says_of_how_many_and_what_the_digest_is_of()
    {
        var many = string.Concat(Enumerable.Range(0, 510).Select(number => string.Create(CultureInfo.InvariantCulture, $",\"a{number:000}\":{number}")));
        var proposal = await RefundAsync("W-1", many);

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("Shows 202 of 512 arguments; the digest is of the whole", page.Find("article").TextContent, StringComparison.Ordinal));
        Assert.Equal(["amount", "order_id"], page.FindAll(".arguments th").Take(2).Select(name => name.TextContent.Trim()));
        Assert.True(page.Markup.Length < 100_000, $"The page has {page.Markup.Length} characters.");
        Assert.Equal(Digest.OfBytes(Encoding.UTF8.GetBytes(proposal.Arguments)), proposal.Digest);
    }

    [Fact]
    public async Task Arrays_in_arrays_are_listed_by_the_place_where_each_value_stands()
    {
        var proposal = await RefundAsync("W-1", ",\"deep\":" + new string('[', 20) + "\"x\"" + new string(']', 20));

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains(page.FindAll(".arguments th"), name => name.TextContent.Trim().StartsWith("deep › 0 › 0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_picture_of_text_is_shown_as_the_text_that_it_was_sent_as()
    {
        const string Picture = "data:image/svg+xml;base64,PHN2Zy8+";
        var proposal = await RefundAsync("W-1", $",\"proof\":\"{Picture}\"", command => command with { Rationale = $"![approve]({Picture}) <img src='{Picture}'>" });

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains(page.FindAll(".arguments td"), value => value.TextContent.Trim() == Picture));
        Assert.Empty(page.FindAll("article img, article image, article object, article iframe, aside img"));
        Assert.DoesNotContain(page.FindAll("article a"), link => link.GetAttribute("href")!.StartsWith("data:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_reason_of_a_million_characters_with_what_hides_and_reorders_is_cut_and_spelt_out()
    {
        var proposal = await RefundAsync("W-1", adjust: command => command with { Rationale = "\u202e\u200b\u0007" + new string('x', ProposalLimits.RationaleLengthMax - 10) });

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("[U+202E][U+200B][BEL]", page.Find("figure").TextContent, StringComparison.Ordinal));
        Assert.Contains("shows 2,000 of", page.Find("figure").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page.Markup);
    }

    [Fact]
    public async Task A_target_that_hides_a_character_is_never_asked_to_be_typed()
    {
        await DeletionAsync("acc\\u200b7");
        var page = await OpenAsync();

        await PressAsync(page, "y");

        Assert.Equal("To approve, type the name of the tool", page.Find(".ask label").TextContent);
    }
}
