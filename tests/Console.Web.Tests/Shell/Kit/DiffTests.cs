using AgentConsole.Web.Shell.Kit.Diff;
using Bunit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Kit;

public sealed class DiffTests : ShellContext
{
    [Fact]
    public void Fields_are_compared_by_label()
    {
        var rows = Comparison.OfFields(
            [new("status", "paid"), new("card", "8902"), new("hold", "none")],
            [new("card", "8902"), new("status", "refunded"), new("email", "x@evil.test")]).Rows;

        Assert.Equal(
            [("status", DiffMark.Changed), ("card", DiffMark.Same), ("hold", DiffMark.Removed), ("email", DiffMark.Added)],
            rows.Select(row => (row.Label, row.Mark)));
    }

    [Fact]
    public void Only_the_words_that_differ_are_marked()
    {
        var row = Assert.Single(Comparison.OfTexts("amount <= 50.0 once", "amount <= 80.0 once").Rows);

        Assert.Equal(["50"], row.Before!.Where(piece => piece.Differs).Select(piece => piece.Text));
        Assert.Equal(["80"], row.After!.Where(piece => piece.Differs).Select(piece => piece.Text));
    }

    [Theory]
    [InlineData("pay", "pay ")]
    [InlineData(" pay", "pay")]
    [InlineData("pay", "pay\u200b")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\n", "a")]
    [InlineData("Pay", "pay")]
    public void No_difference_is_too_small(string before, string after) => Assert.NotEqual(0, Comparison.OfTexts(before, after).ChangeCount);

    [Fact]
    public void Far_from_a_change_unchanged_lines_are_folded_and_counted()
    {
        var lines = Enumerable.Range(1, 30).Select(number => $"line {number}").ToList();
        var changed = lines.Select(line => line == "line 15" ? "line fifteen" : line);

        var rows = Comparison.OfTexts(string.Join('\n', lines), string.Join('\n', changed)).Rows;

        Assert.Equal(["11 unchanged", "12 unchanged"], rows.Where(row => row.Mark == DiffMark.Folded).Select(row => row.Label));
        Assert.Equal(2 + 3 + 1 + 3, rows.Count);
    }

    [Fact]
    public void The_rows_put_together_again_are_the_two_texts()
    {
        var texts = Gen.Elements("a", "b", "permit", " ", "\n", "\r\n", "\u202e", "👍", "\ud800").ListOf().Select(string.Concat);

        Prop.ForAll(texts.Two().ToArbitrary(), pair =>
        {
            var rows = Comparison.OfTexts(pair.Item1, pair.Item2).Rows.ToList();
            if (rows.Any(row => row.Mark == DiffMark.Folded)) return true;
            return Together(rows, row => row.Before) == pair.Item1 && Together(rows, row => row.After) == pair.Item2;
        }).QuickCheckThrowOnFailure();

        static string Together(List<DiffRow> rows, Func<DiffRow, IReadOnlyList<DiffPiece>?> side)
            => string.Join('\n', rows.Select(side).OfType<IReadOnlyList<DiffPiece>>().Select(pieces => string.Concat(pieces.Select(piece => piece.Text))));
    }

    [Fact]
    public void What_is_too_long_is_cut_and_says_so()
    {
        var comparison = Comparison.OfTexts(string.Join('\n', Enumerable.Repeat("x", 5_000)), "y");

        Assert.True(comparison.IsCut);
        Assert.True(comparison.Rows.Count <= DiffLimits.LinesMax + 1);
    }

    [Fact]
    public void A_change_is_told_by_sign_and_by_element_and_not_only_by_colour()
    {
        var cut = Render<DiffView>(parameters => parameters
            .Add(diff => diff.BeforeFields, [new("status", "paid")])
            .Add(diff => diff.AfterFields, [new("status", "refunded")]));

        Assert.Equal("paid", cut.Find(".before del").TextContent);
        Assert.Equal("refunded", cut.Find(".after ins").TextContent);
        Assert.Equal(["removed", "added"], cut.FindAll("b[aria-label]").Select(sign => sign.GetAttribute("aria-label")));
    }

    [Fact]
    public void The_reader_switches_between_side_by_side_and_inline()
    {
        var cut = Render<DiffView>(parameters => parameters.Add(diff => diff.Before, "a").Add(diff => diff.After, "b"));
        Assert.NotEmpty(cut.FindAll(".sides"));

        cut.FindAll(".modes button").Single(button => button.TextContent == "Inline").Click();

        Assert.Empty(cut.FindAll(".sides"));
        Assert.Equal(["−a", "+b"], cut.FindAll(".inline .row").Select(row => string.Concat(row.TextContent.Where(character => !char.IsWhiteSpace(character)))));
    }

    [Fact]
    public void Hidden_characters_in_values_and_labels_are_labels()
    {
        var cut = Render<DiffView>(parameters => parameters
            .Add(diff => diff.BeforeFields, [new("to\u200b", "a@b.test")])
            .Add(diff => diff.AfterFields, [new("to\u200b", "a@b.test\u202e"), new("<b>", "<i>")]));

        Assert.Contains("[U+202E]", cut.Find(".after").TextContent, StringComparison.Ordinal);
        Assert.Contains("to[U+200B]", cut.Find(".label").TextContent, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll(".label b, ins i"));
    }

    [Fact]
    public void A_label_without_a_value_cannot_be_imitated_by_a_text()
    {
        var cut = Render<DiffView>(parameters => parameters
            .Add(diff => diff.BeforeFields, [new("note", null)])
            .Add(diff => diff.AfterFields, [new("note", "no value")]));

        Assert.Equal("no value", cut.Find(".before em").TextContent);
        Assert.Equal("no value", cut.Find(".after ins").TextContent);
        Assert.Empty(cut.FindAll(".after em"));
    }

    [Fact]
    public void No_difference_is_said() => Assert.Contains("No difference.",
        Render<DiffView>(parameters => parameters.Add(diff => diff.Before, "a").Add(diff => diff.After, "a")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Nothing_to_compare_is_said() => Assert.Contains("Nothing to compare.", Render<DiffView>().Markup, StringComparison.Ordinal);
}
