using System.Globalization;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests.Hostile;

public class HostileTextTests
{
    private static readonly CedarSchema _schema = CedarSchema.Read("entity User, Doc; action view appliesTo { principal: User, resource: Doc };");
    private static readonly CedarQuery _query = new(new("User", "a"), new("Action", "view"), new("Doc", "d"));

    public static TheoryData<string, string, string> TooDeep => new()
    {
        { "(", "true", ")" },
        { "[", "", "]" },
        { "{a: ", "1", "}" },
        { "if true then true else ", "true", "" },
        { "if ", "true", " then true else true" },
        { "1 + (", "1", ")" },
        { "!(", "true", ")" },
        { "[1].contains(", "1", ")" },
        { "ip(", "\"\"", ")" },
        { "true && (false || (", "true", "))" },
    };

    public static TheoryData<string, string, string> TooLong => new()
    {
        { "1", " + 1", " == 1" },
        { "1", " * 1", " == 1" },
        { "context", ".a", "" },
        { "context", "[\"a\"]", "" },
        { "context has a", ".a", "" },
        { "context", ".contains(1)", "" },
        { "", "!", "true" },
        { "", "-", "1 == 1" },
        { "1", " == 1", "" },
    };

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void Deep_nesting_is_refused(string open, string middle, string close)
    {
        var reading = SmallStack.Run(() => CedarText.Parse(Policy(Repeated(open, 100_000) + middle + Repeated(close, 100_000))));

        Assert.Contains("deep", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void The_deepest_nesting_that_is_read_goes_through_everything(string open, string middle, string close)
    {
        var depth = Enumerable.Range(1, CedarLimits.NestingMax).Last(levels => CedarText.Parse(Policy(Repeated(open, levels) + middle + Repeated(close, levels))).IsRead);

        SmallStack.Run(() => GoThroughEverything(Policy(Repeated(open, depth) + middle + Repeated(close, depth))));
        Assert.True(depth >= 45, $"{depth}");
    }

    [Theory]
    [MemberData(nameof(TooLong))]
    public void Endless_chains_are_refused(string start, string link, string end)
    {
        var reading = SmallStack.Run(() => CedarText.Parse(Policy(start + Repeated(link, 100_000) + end)));

        Assert.NotEmpty(reading.Faults);
    }

    [Fact]
    public void The_deepest_tree_that_is_read_goes_through_everything() =>
        SmallStack.Run(() => GoThroughEverything(Policy($"1{Repeated(" + 1", CedarLimits.ExpressionDepthMax - 2)} == 1")));

    [Theory]
    [InlineData("||", "false")]
    [InlineData("&&", "true")]
    public void A_long_chain_of_one_logical_operator_is_read_and_decided(string op, string operand)
    {
        var policies = SmallStack.Run(() => CedarText.Read(Policy($"true{Repeated($" {op} {operand}", 100_000)}")));

        Assert.True(policies.Compile().Authorize(_query, EntityStore.Empty).IsAllowed);
        Assert.Equal(policies.ToString(), SmallStack.Run(() => CedarText.Read(policies.ToString()).ToString()));
        Assert.Throws<CedarException>(() => CedarJson.Write(policies));
    }

    [Fact]
    public void A_chain_of_a_thousand_survives_json() => SmallStack.Run(() => GoThroughEverything(Policy($"true{Repeated(" || false", 1_000)}")));

    [Theory]
    [InlineData("permit(principal,action,resource) when { \"~\" == \"\" };", 43)]
    [InlineData("~", 1)]
    [InlineData("// ~", 4)]
    public void Half_of_a_surrogate_pair_is_refused_where_it_stands(string text, int column)
    {
        var fault = Assert.Single(CedarText.Parse(text.Replace('~', (char)0xD800)).Faults);

        Assert.Equal((1, column), (fault.Line, fault.Column));
        Assert.Contains("surrogate", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("permit(principal, action, resource)\0;")]
    [InlineData("\uFEFFpermit(principal, action, resource);")]
    [InlineData("permit(principal, action, resource) when { \"")]
    [InlineData("@@@@@")]
    [InlineData("permit(principal, action, resource) when { \"\\u{\" };")]
    [InlineData(";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;")]
    public void Rubbish_is_refused(string text) => Assert.NotEmpty(CedarText.Parse(text).Faults);

    [Fact]
    public void A_giant_number_is_refused() => Assert.Contains("64 bits", Assert.Single(CedarText.Parse(Policy($"{Repeated("9", 1_000_000)} == 1")).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void A_giant_text_is_read() => Assert.True(CedarText.Parse(Policy($"\"{Repeated("x", 1_000_000)}\" == \"\"")).IsRead);

    [Fact]
    public void A_text_past_the_limit_is_refused() => Assert.NotEmpty(CedarText.Parse(new string(' ', CedarLimits.TextLengthMax + 1)).Faults);

    [Fact]
    public void Many_faults_are_cut() => Assert.Equal(CedarLimits.FaultsMax, CedarText.Parse(Repeated("permit();", 10_000)).Faults.Count);

    [Fact]
    public void A_pattern_of_many_stars_is_quick()
    {
        var policies = CedarText.Read(Policy($"\"{Repeated("a", 20_000)}\" like \"{Repeated("*a", 5_000)}*b\"")).Compile();

        Assert.False(SmallStack.Run(() => policies.Authorize(_query, EntityStore.Empty)).IsAllowed);
    }

    [Fact]
    public void A_schema_that_doubles_at_every_name_is_refused()
    {
        var types = string.Concat(Enumerable.Range(0, 20).Select(at => string.Create(CultureInfo.InvariantCulture, $"type T{at} = {{a: T{at + 1}, b: T{at + 1}}}; ")));

        Assert.Contains("parts", Assert.Single(CedarSchema.Parse($"{types}type T20 = Long;").Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_schemas_are_refused()
    {
        Assert.NotEmpty(SmallStack.Run(() => CedarSchema.Parse($"type T = {Repeated("Set<", 100_000)}Long{Repeated(">", 100_000)};")).Faults);
        Assert.NotEmpty(SmallStack.Run(() => CedarSchema.Parse($"type T = {Repeated("{a: ", 100_000)}Long{Repeated("}", 100_000)};")).Faults);
        var names = string.Concat(Enumerable.Range(0, 9_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"type T{at} = T{at + 1}; ")));
        Assert.NotEmpty(SmallStack.Run(() => CedarSchema.Parse($"{names}type T9000 = Long;")).Faults);
    }

    private static string GoThroughEverything(string text)
    {
        var policies = CedarText.Read(text);
        policies.Compile().Authorize(_query, EntityStore.Empty);
        _schema.Validate(policies);
        var json = CedarJson.Write(policies);
        Assert.Equal(json, CedarJson.Write(CedarJson.ReadPolicySet(json)));
        Assert.Equal(json, CedarJson.Write(CedarText.Read(policies.ToString())));
        return json;
    }

    private static string Policy(string condition) => $"permit(principal, action, resource) when {{ {condition} }};";

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
