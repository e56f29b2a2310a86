using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests;

public sealed class JsonPointerTests
{
    // The example of RFC 6901, section 5.
    private static readonly JsonElement Example = JsonElement.Parse("""
        {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
        """);

    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void Finds_what_the_standard_says(string pointer, string json) => Assert.Equal(json, JsonPointer.Find(Example, pointer)?.GetRawText());

    [Fact]
    public void The_empty_pointer_is_the_whole_document() => Assert.Equal(JsonValueKind.Object, JsonPointer.Find(Example, "")?.ValueKind);

    [Theory]
    [InlineData("foo")]
    [InlineData("#/foo")]
    [InlineData("/nothing")]
    [InlineData("/foo/2")]
    [InlineData("/foo/-")]
    [InlineData("/foo/-1")]
    [InlineData("/foo/+1")]
    [InlineData("/foo/00")]
    [InlineData("/foo/01")]
    [InlineData("/foo/ 1")]
    [InlineData("/foo/1.0")]
    [InlineData("/foo/4294967296")]
    [InlineData("/foo/99999999999999999999")]
    [InlineData("/foo/0/x")]
    [InlineData("/foo/")]
    [InlineData("/m~n")]
    [InlineData("/m~")]
    [InlineData("/a~2b")]
    public void Finds_nothing_where_there_is_nothing_or_the_pointer_is_malformed(string pointer) => Assert.Null(JsonPointer.Find(Example, pointer));

    [Fact]
    public void Tilde_and_slash_are_unescaped_in_the_right_order() =>
        Assert.Equal("1", JsonPointer.Find(JsonElement.Parse("""{"~1":1,"/":2}"""), "/~01")?.GetRawText());

    [Fact]
    public void Any_name_is_found_by_its_escaped_form() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(name => name.Item).ToArbitrary(), name =>
        {
            var wellFormed = JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(name))!;
            var document = JsonSerializer.SerializeToElement(new Dictionary<string, int> { [wellFormed] = 7 });

            return JsonPointer.Find(document, "/" + JsonPointer.Escape(wellFormed))?.GetInt32() == 7
                && JsonPointer.TokensOf("/" + JsonPointer.Escape(wellFormed))!.SequenceEqual([wellFormed]);
        }).QuickCheckThrowOnFailure();
}
