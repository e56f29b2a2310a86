using System.Text.Json;
using Xunit;

namespace AgentConsole.JsonSchema.Tests.Patterns;

public class PatternTests
{
    [Theory]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^.$", "\U0001F432", true)]
    [InlineData("^..$", "\U0001F432", false)]
    [InlineData("^[^a]$", "\U0001F432", true)]
    [InlineData("^[^a]{2}$", "\U0001F432", false)]
    [InlineData("^[\U0001F400-\U0001F4FF]+$", "\U0001F432\U0001F409", true)]
    [InlineData("^[\U0001F400-\U0001F4FF]+$", "\U0001F532", false)]
    [InlineData("^[\uFF00-\U00020000]$", "\U00010000", true)]
    [InlineData("^[\uFF00-\U00020000]$", "\U00020001", false)]
    [InlineData("[é-\U0001D538]", "\U0001F432", false)]
    [InlineData("[é-\U0001D538]", "\U0001D537", true)]
    [InlineData(@"^\u{1F432}$", "\U0001F432", true)]
    [InlineData(@"^\ud83d\udc32$", "\U0001F432", true)]
    [InlineData(@"^\p{L}$", "\U0001D400", true)]
    [InlineData(@"^\P{L}$", "\U0001D400", false)]
    [InlineData(@"^\p{Lu}\p{Lowercase_Letter}$", "Äö", true)]
    [InlineData(@"^\p{gc=Nd}$", "٣", true)]
    [InlineData(@"^[\p{L}\d-]+$", "ä-3", true)]
    [InlineData(@"\bcat\b", "a cat sat", true)]
    [InlineData(@"\bcat\b", "concat", false)]
    [InlineData(@"\bcat\b", "écat", true)]
    [InlineData(@"^(?=.*\d)(?=.*[a-z]).{4,}$", "abc1", true)]
    [InlineData(@"^(?=.*\d)(?=.*[a-z]).{4,}$", "abcd", false)]
    [InlineData(@"(?<!a)b", "ab", false)]
    [InlineData(@"^(a)?b\1$", "b", true)]
    [InlineData(@"^(?<x>a|b)\k<x>$", "bb", true)]
    [InlineData(@"^(?<x>a|b)\k<x>$", "ba", false)]
    [InlineData(@"^\k<x>(?<x>a)$", "a", true)]
    [InlineData(@"^[\w.\-]+@[\w\-]+\.\w+$", "a.b@c-d.ef", true)]
    [InlineData(@"^a{,3}$", "a{,3}", true)]
    [InlineData(@"^\/\@\_$", "/@_", true)]
    [InlineData("^[]$", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("", "anything", true)]
    [InlineData("a||b", "zzz", true)]
    public void A_pattern_means_what_ECMAScript_means(string pattern, string text, bool matches)
    {
        var schema = CompiledSchema.Compile(JsonSerializer.SerializeToElement(new { pattern }));

        Assert.Equal(matches, schema.IsValid(JsonSerializer.SerializeToElement(text)));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("a{2,1}")]
    [InlineData("[b-a]")]
    [InlineData(@"\")]
    [InlineData(@"\1")]
    [InlineData(@"\k<a>")]
    [InlineData(@"\A")]
    [InlineData(@"\Z")]
    [InlineData(@"\x1")]
    [InlineData(@"\u12")]
    [InlineData(@"\u{110000}")]
    [InlineData(@"\c1")]
    [InlineData(@"\p{Nonsense}")]
    [InlineData(@"\p{Script=Greek}")]
    [InlineData("(?i)a")]
    [InlineData("(?i:a)")]
    [InlineData("(?>a)")]
    [InlineData("(?<1>a)")]
    [InlineData("(?<a>x)(?<a>y)")]
    [InlineData("(?#note)")]
    public void What_is_no_ECMAScript_pattern_is_refused(string pattern)
    {
        var thrown = Assert.Throws<SchemaException>(() => CompiledSchema.Compile(JsonSerializer.SerializeToElement(new { pattern })));

        Assert.Equal(SchemaErrors.BadPattern, thrown.Code);
    }
}
