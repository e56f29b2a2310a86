using System.Globalization;
using System.Text;
using AgentConsole.Domain.Proposals;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("customer was charged twice")]
    [InlineData("line one\nline two\tand a tab")]
    [InlineData("Grüße, 你好, שלום, مرحبا, नमस्ते, e\u0301")]
    [InlineData("👍🏽 👨‍👩‍👧 ❤️ 1️⃣ 🏳️‍🌈")]
    public void Ordinary_text_in_any_script_is_one_plain_part(string text)
    {
        var part = Assert.Single(VisibleText.Of(text, 100).Parts);

        Assert.Equal((text, false), (part.Text, part.IsLabel));
    }

    [Theory]
    [InlineData("\0", "[NUL]")]
    [InlineData("\u001b", "[ESC]")]
    [InlineData("\b", "[BS]")]
    [InlineData("\u007f", "[DEL]")]
    [InlineData("\u0085", "[U+0085]")]
    [InlineData("\u202e", "[U+202E]")]
    [InlineData("\u2066", "[U+2066]")]
    [InlineData("\u061c", "[U+061C]")]
    [InlineData("\u200b", "[U+200B]")]
    [InlineData("\u200d", "[U+200D]")]
    [InlineData("\u00ad", "[U+00AD]")]
    [InlineData("\ufeff", "[U+FEFF]")]
    [InlineData("\u2028", "[U+2028]")]
    [InlineData("\u00a0", "[U+00A0]")]
    [InlineData("\u2003", "[U+2003]")]
    [InlineData("\u3164", "[U+3164]")]
    [InlineData("\ufe0f", "[U+FE0F]")]
    [InlineData("\ue000", "[U+E000]")]
    [InlineData("\ufffe", "[U+FFFE]")]
    [InlineData("\U000e0041", "[U+E0041]")]
    [InlineData("\U000e0101", "[U+E0101]")]
    public void A_character_that_hides_or_reorders_is_shown_as_a_label(string character, string label)
    {
        var parts = VisibleText.Of($"a{character}b", 100).Parts;

        Assert.Equal(["a", label, "b"], parts.Select(part => part.Text));
        Assert.Equal([false, true, false], parts.Select(part => part.IsLabel));
    }

    [Fact]
    public void Half_a_character_is_shown_as_a_label()
        => Assert.Equal(["a", "[U+D83D]", "b"], VisibleText.Of("a\ud83db", 100).Parts.Select(part => part.Text));

    [Fact]
    public void A_line_end_of_two_characters_is_one_and_a_lone_return_is_shown()
        => Assert.Equal(["a\nb", "[CR]", "c"], VisibleText.Of("a\r\nb\rc", 100).Parts.Select(part => part.Text));

    [Fact]
    public void Secrets_in_a_row_of_variation_selectors_are_all_shown()
    {
        var smuggled = "👍" + string.Concat(Enumerable.Repeat("\ufe0f", 3));

        Assert.Equal(["👍\ufe0f", "[U+FE0F]", "[U+FE0F]"], VisibleText.Of(smuggled, 100).Parts.Select(part => part.Text));
    }

    [Fact]
    public void Marks_piled_on_one_letter_are_shown_from_the_fourth_on()
    {
        var piled = "a" + string.Concat(Enumerable.Repeat("\u0301", 5)) + "b";

        var parts = VisibleText.Of(piled, 100).Parts;

        Assert.Equal(["a\u0301\u0301\u0301", "[U+0301]", "[U+0301]", "b"], parts.Select(part => part.Text));
    }

    [Fact]
    public void Long_text_is_cut_and_says_how_much_is_missing()
    {
        var text = VisibleText.Of(string.Concat(Enumerable.Repeat("👍", 1_000_000)), 2_000);

        Assert.True(text.IsCut);
        Assert.Equal((2_000, 1_000_000), (text.CharactersShown, text.CharactersTotal));
        Assert.Equal(2_000, new StringInfo(Assert.Single(text.Parts).Text).LengthInTextElements);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_no_part(string? text) => Assert.Empty(VisibleText.Of(text, 10).Parts);

    [Fact]
    public void No_text_at_all_leaves_anything_hidden_in_its_plain_parts()
    {
        var hostile = Gen.Elements("a", "Z", "9", " ", "\n", "\u202e", "\u2067", "\u200b", "\0", "\u009f", "👍", "\ufe0f", "\u200d", "\ud800", "\udc00", "\u0300", "\r", "\U000e0020");

        Prop.ForAll(hostile.ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var visible = VisibleText.Of(text, int.MaxValue);

            var plain = string.Concat(visible.Parts.Where(part => !part.IsLabel).Select(part => part.Text));
            var runes = text.EnumerateRunes().Count();
            return !visible.IsCut && visible.CharactersTotal == runes
                && plain.EnumerateRunes().All(rune => rune == Rune.ReplacementChar
                    ? text.Contains('\ufffd', StringComparison.Ordinal)
                    : rune.Value is '\n' or '\t' or 0x200d or 0xfe0f
                        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate));
        }).QuickCheckThrowOnFailure();
    }
}
