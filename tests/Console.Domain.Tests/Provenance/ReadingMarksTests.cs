using System.Text;
using AgentConsole.Domain.Provenance;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Provenance;

public sealed class ReadingMarksTests
{
    [Fact]
    public void Marks_are_read_back_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var marks = ReadingMarks.Of(text ?? "", RunStory.Key);
            var bytes = marks.ToBytes();

            return ReadingMarks.FromBytes(bytes).ToBytes().AsSpan().SequenceEqual(bytes) && ReadingMarks.FromBytes(bytes).IsCut == marks.IsCut;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_word_of_a_text_is_found_in_it() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("pay", "US1330", "Amy", "98.70", "#W-1", "a@b.example", "ÄÖ", "日本", "\u202e", "x\0y")).ToArbitrary(), words =>
        {
            var story = new RunStory().Goal(string.Join(", ", words));
            return words.Where(word => word != "\u202e").All(word => story.Of(word).Origin == Origin.Request);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_text_itself_is_not_kept()
    {
        var bytes = ReadingMarks.Of("the secret is swordfish", RunStory.Key).ToBytes();

        Assert.DoesNotContain("swordfish", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.NotEqual(bytes, ReadingMarks.Of("the secret is swordfish", new MarkKey(new byte[32])).ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_megabyte_is_cut_and_says_so(int wordLength)
    {
        var text = new StringBuilder();
        for (var number = 0; text.Length < 1_000_000; number++) text.Append(wordLength == 0 ? "x" : number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(wordLength, 'q') + " ");
        var marks = ReadingMarks.Of(text.ToString(), RunStory.Key);

        Assert.True(marks.IsCut);
        Assert.True(marks.Count <= ProvenanceLimits.MarksMax);
    }

    [Fact]
    public void Half_a_word_at_the_cut_is_no_word()
    {
        var text = new string(' ', ProvenanceLimits.TextLengthMax - 3) + "US1330";

        Assert.Equal(0, ReadingMarks.Of(text, RunStory.Key).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0100")]
    [InlineData("0100000000000000020000000000000001")]
    [InlineData("0100000000000000020000000000000002")]
    public void Bytes_that_are_no_marks_are_refused(string hex) =>
        Assert.Throws<FormatException>(() => ReadingMarks.FromBytes(Convert.FromHexString(hex)));
}
