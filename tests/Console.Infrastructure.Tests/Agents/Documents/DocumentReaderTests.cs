using System.Text;
using System.Text.Json;
using AgentConsole.Infrastructure.Agents.Documents;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents.Documents;

public sealed class DocumentReaderTests
{
    [Theory]
    [InlineData("\"2.00\"", "\"2.00\"")]
    [InlineData("'2.00'", "\"2.00\"")]
    [InlineData("2.00", "2.00")]
    [InlineData("12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("+12", "12")]
    [InlineData("007", "7")]
    [InlineData("0o17", "15")]
    [InlineData("0xFF", "255")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("5.", "5")]
    [InlineData("1e3", "1e3")]
    [InlineData("05.10E-2", "5.10E-2")]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("'~'", "\"~\"")]
    [InlineData("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    [InlineData("{a: 1, b: [x, 2]}", "{\"a\":1,\"b\":[\"x\",2]}")]
    public void Plain_scalars_follow_the_core_schema_and_quoted_ones_stay_text(string yaml, string json) =>
        Assert.Equal($$"""{"value":{{json}}}""", Assert.Single(Documents("value: " + yaml)).Value.GetRawText());

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "Anchors")]
    [InlineData("a: &x 1", "Anchors")]
    [InlineData("&x a: 1", "name is plain")]
    [InlineData("a: !!binary aGk=", "Tags")]
    [InlineData("a: !ruby/object:Gem 1", "Tags")]
    [InlineData("a: .inf", "finite")]
    [InlineData("a: 1\na: 2", "stands twice")]
    [InlineData("[1]: 2", "name is plain")]
    [InlineData("a: [", "")]
    [InlineData("a: \"", "")]
    [InlineData("a: \"\\ud800\"", "Unicode")]
    [InlineData("\"\\ud800\": 1", "Unicode")]
    [InlineData("%YAML 9.9\n---\na: 1", "")]
    public void What_is_not_plain_data_is_refused_with_its_line(string yaml, string why)
    {
        var unreadable = Assert.IsType<DocumentReading.Unreadable>(DocumentReader.Read("f.yaml", "# first line\n" + yaml));

        Assert.Contains(why, unreadable.Why, StringComparison.Ordinal);
        Assert.True(unreadable.Line >= 1);
    }

    [Fact]
    public void A_bomb_of_aliases_does_not_go_off()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");

        Assert.IsType<DocumentReading.Unreadable>(DocumentReader.Read("bomb.yaml", bomb.ToString()));
    }

    [Theory, InlineData("f.yaml"), InlineData("f.json")]
    public void What_nests_too_deeply_is_refused(string file)
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5_000)) + string.Concat(Enumerable.Repeat("]", 5_000));

        Assert.IsType<DocumentReading.Unreadable>(DocumentReader.Read(file, deep));
    }

    [Fact]
    public void A_file_has_several_documents_and_says_where_each_begins()
    {
        var documents = Documents("---\nkind: Tool\nname: a\n---\n# only a comment\n---\nkind: Agent\nname: b\n---\n");

        Assert.Equal([("Tool", "a", 2), ("Agent", "b", 7)], documents.Select(one => (one.Kind, one.Name, one.Line)));
    }

    [Fact]
    public void A_json_file_is_one_document_or_a_list_of_them()
    {
        Assert.Single(Assert.IsType<DocumentReading.Read>(DocumentReader.Read("f.json", """{"kind":"Tool"}""")).Documents);
        Assert.Equal(2, Assert.IsType<DocumentReading.Read>(DocumentReader.Read("f.json", """[{"kind":"Tool"},{"kind":"Agent"}]""")).Documents.Count);
        Assert.IsType<DocumentReading.Unreadable>(DocumentReader.Read("f.json", """{"kind":"Tool","kind":"Agent"}"""));
        Assert.IsType<DocumentReading.Unreadable>(DocumentReader.Read("f.json", "kind: Tool"));
    }

    [Fact]
    public void Every_json_value_reads_the_same_as_yaml()
    {
        const string Json = """{"a":[1,-2.5e3,true,null,"x: y # z",{"b":"\"\\\u0041"}],"c":""}""";

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Json), Assert.Single(Documents(Json)).Value));
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_text_or_not_there_is_told()
    {
        using var large = new MemoryStream(new byte[DocumentLimits.FileBytesMax + 1]);
        using var binary = new MemoryStream([0xff, 0xfe, 0x41]);

        Assert.Contains("bytes", Assert.IsType<DocumentReading.Unreadable>(await DocumentReader.ReadAsync("f", large, default)).Why, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.IsType<DocumentReading.Unreadable>(await DocumentReader.ReadAsync("f", binary, default)).Why, StringComparison.Ordinal);
        Assert.IsType<DocumentReading.Unreadable>(await DocumentReader.ReadFileAsync("/nowhere/at/all.yaml", default));
    }

    [Fact]
    public void A_text_that_the_scanner_gives_up_on_is_unreadable() => Assert.IsType<DocumentReading.Unreadable>(
        DocumentReader.Read("f.yaml", ": {{%\n>- - |*\0" + "0x#[|a!---\na#a&0x}'\"%}\t---\n[**  \"- \0'!%  0x{#"));

    [Fact]
    public void No_text_breaks_the_reader() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", "\"", "'", "&", "*", "!", "|", ">", "%", "#", "\t", "\0", "\ud83d", "0x", "---\n"))
            .Select(string.Concat).ToArbitrary(),
        text => DocumentReader.Read("f.yaml", text) is not null && DocumentReader.Read("f.json", text) is not null));

    private static IReadOnlyList<SourceDocument> Documents(string yaml) =>
        Assert.IsType<DocumentReading.Read>(DocumentReader.Read("f.yaml", yaml)).Documents;
}
