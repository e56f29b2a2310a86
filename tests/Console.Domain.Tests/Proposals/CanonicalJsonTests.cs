using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class CanonicalJsonTests
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private static readonly string Suite = Path.Combine(AppContext.BaseDirectory, "Suite", "jcs");

    public static TheoryData<string> Pairs => [.. Directory.EnumerateFiles(Path.Combine(Suite, "input")).Select(file => Path.GetFileName(file)).Order()];

    [Fact]
    public void No_published_pair_is_lost_in_silence() => Assert.Equal(6, Pairs.Count);

    [Theory, MemberData(nameof(Pairs))]
    public void Writes_the_published_bytes(string name)
    {
        using var input = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Suite, "input", name)));

        Assert.Equal(File.ReadAllBytes(Path.Combine(Suite, "output", name)), CanonicalJson.Bytes(input.RootElement));
    }

    [Fact]
    public void Writes_all_published_numbers()
    {
        var lines = File.ReadAllLines(Path.Combine(Suite, "es6-numbers-20000.txt"));

        Assert.Equal(20_000, lines.Length);
        foreach (var line in lines)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var number = BitConverter.UInt64BitsToDouble(ulong.Parse(line.AsSpan(0, comma), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            Assert.Equal(line[(comma + 1)..], CanonicalJson.Number(number));
        }
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_not_written_as_one(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CanonicalJson.Number(value));

    [Fact]
    public void Digests_the_published_example() =>
        Assert.Equal("sha-256:z0xuxtMVhoVcsGyCGfnq73LRoTj0G4Qk9ls7Z9Gr_K8",
            Digest.Of(JsonElement.Parse("""{"orderId":"O-7","amount":120.50}""")));

    [Theory]
    [InlineData("""{"b":1,"a":{"d":[],"c":null}}""", """{"a":{"c":null,"d":[]},"b":1}""")]
    [InlineData("[1.0, -0, -0.0, 1e2, 120.50, 0.1e1]", "[1,0,0,100,120.5,1]")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740991", "-9007199254740991")]
    [InlineData("9007199254740991.0", "9007199254740991")]
    [InlineData("9.007199254740991e15", "9007199254740991")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1E30", "1e+30")]
    [InlineData("-1.5e300", "-1.5e+300")]
    [InlineData("123456789012345e10", "1.23456789012345e+24")]
    [InlineData("1.000000000000000000000e30", "1e+30")]
    [InlineData("0.1234567890123456789", "0.12345678901234568")]
    [InlineData("1e-7", "1e-7")]
    [InlineData(""" "\u00e4\u000f\/\ud83d\ude00" """, "\"ä\\u000f/\U0001F600\"")]
    public void Writes_one_form(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Text(JsonElement.Parse(json)));

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("9007199254740993.0")]
    [InlineData("9007199254740993.5")]
    [InlineData("9007199254740992e0")]
    [InlineData("9007199254740993e0")]
    [InlineData("9.007199254740993e15")]
    [InlineData("9.007199254740993E+15")]
    [InlineData("90071992547409930e-1")]
    [InlineData("12345678901234567890")]
    [InlineData("100000000000000000000")]
    [InlineData("1e20")]
    [InlineData("1000000000000000000000000000000")]
    [InlineData("1234567890123456e15")]
    [InlineData("1.234567890123456e30")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e99999999999999999999")]
    public void Refuses_a_number_that_doubles_cannot_tell_from_its_neighbour(string number)
    {
        var refusal = Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(JsonElement.Parse($$"""{"ids":[0,{{number}}]}""")));

        Assert.Equal("/ids/1", refusal.Pointer);
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""", "/a")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""", "/a")]
    [InlineData("""[{"x":{"a/b":1,"a/b":2}}]""", "/0/x/a~1b")]
    [InlineData("""{"":0,"":1}""", "/")]
    public void Refuses_a_name_that_stands_twice(string json, string pointer)
    {
        var refusal = Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(JsonElement.Parse(json)));

        Assert.Equal(pointer, refusal.Pointer);
    }

    [Theory]
    [InlineData("""{"a":"\ud83d"}""", "/a")]
    [InlineData("""{"a":["","x\ude00y"]}""", "/a/1")]
    [InlineData("""{"a":"\ude00\ud83d"}""", "/a")]
    public void Refuses_a_lone_surrogate(string json, string pointer)
    {
        var refusal = Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(JsonElement.Parse(json)));

        Assert.Equal(pointer, refusal.Pointer);
    }

    [Fact]
    public void Refuses_a_lone_surrogate_in_a_name() =>
        Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(JsonElement.Parse("""{"\ud83d":1}""")));

    [Fact]
    public void Refuses_what_is_nested_deeper_than_anybody_needs()
    {
        using var deepest = JsonDocument.Parse(Nested(ProposalLimits.DepthMax), Deep);
        using var tooDeep = JsonDocument.Parse(Nested(ProposalLimits.DepthMax + 1), Deep);

        Assert.Equal(ProposalLimits.DepthMax * 2 + 1, CanonicalJson.Bytes(deepest.RootElement).Length);
        Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(tooDeep.RootElement));

        static string Nested(int depth) => new string('[', depth) + "1" + new string(']', depth);
    }

    [Fact]
    public void What_it_writes_can_be_read_by_who_keeps_to_the_usual_depth_and_shows_it_in_a_list()
    {
        using var deepest = JsonDocument.Parse(Empty(ProposalLimits.DepthMax), Deep);
        using var tooDeep = JsonDocument.Parse(Empty(ProposalLimits.DepthMax + 1), Deep);

        using var shown = JsonDocument.Parse($$"""{"items":[{"args":{{CanonicalJson.Text(deepest.RootElement)}}}]}""");
        Assert.Throws<NotCanonicalException>(() => CanonicalJson.Bytes(tooDeep.RootElement));

        static string Empty(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void A_long_name_over_many_members_costs_no_more_than_it_holds()
    {
        var json = $$"""{"{{new string('n', 250_000)}}":[{{string.Join(',', Enumerable.Repeat("1", 125_000))}}]}""";
        using var document = JsonDocument.Parse(json);
        var before = GC.GetAllocatedBytesForCurrentThread();

        CanonicalJson.Bytes(document.RootElement);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * json.Length);
    }

    [Fact]
    public void What_was_canonical_stays_so() => Prop.ForAll(Values().ToArbitrary(), json =>
    {
        var once = CanonicalJson.Bytes(JsonElement.Parse(json));

        return CanonicalJson.Bytes(JsonElement.Parse(once)).AsSpan().SequenceEqual(once);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_and_the_spelling_of_members_change_nothing() => Prop.ForAll(Values().ToArbitrary(), Values().ToArbitrary(), (left, right) =>
        Digest.Of(JsonElement.Parse($$"""{"left": {{left}}, "right":{{right}} }"""))
        == Digest.Of(JsonElement.Parse($$"""{ "right":{{right}},"\u006ceft":{{left}}}"""))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_double_that_is_written_reads_back_as_itself() => Prop.ForAll(ArbMap.Default.ArbFor<double>(), number =>
        !double.IsFinite(number)
        || double.Parse(CanonicalJson.Number(number), CultureInfo.InvariantCulture).Equals(number == 0 ? 0d : number)).QuickCheckThrowOnFailure();

    /// <summary>JSON texts of any shape, whose numbers are all acceptable.</summary>
    private static Gen<string> Values() => Gen.Sized(size => Value(Math.Min(size, 12)));

    private static Gen<string> Value(int size)
    {
        var texts = ArbMap.Default.GeneratorFor<string?>().Select(text => JsonSerializer.Serialize(WellFormed(text ?? "")));
        var numbers = Gen.OneOf(
            ArbMap.Default.GeneratorFor<int>().Select(number => number.ToString(CultureInfo.InvariantCulture)),
            ArbMap.Default.GeneratorFor<NormalFloat>().Where(number => Math.Abs(number.Item) < 1e15)
                .Select(number => number.Item.ToString("R", CultureInfo.InvariantCulture)),
            Gen.Choose(21, 300).Select(exponent => $"7.25e{exponent}"));
        var leaves = Gen.OneOf(texts, numbers, Gen.Elements("true", "false", "null"));
        if (size == 0) return leaves;

        var inner = Value(size / 3);
        var arrays = inner.ListOf().Select(each => "[" + string.Join(',', each.Take(4)) + "]");
        var objects = Gen.Zip(texts, inner).ListOf().Select(members =>
            "{" + string.Join(',', members.DistinctBy(member => member.Item1).Take(4).Select(member => member.Item1 + ":" + member.Item2)) + "}");
        return Gen.OneOf(leaves, arrays, objects);
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
