using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class PermitPatternTests
{
    private static readonly ToolContract Refund = Contract("""
        ,"sensitivity":["money"],"pointers":{"money":"/amount","target":"/order_id","recipient":"/email"},"currency":"USD"
        """);

    private static readonly JsonElement Read = JsonElement.Parse("""{"order_id":"W-1","amount":120.5,"email":"a@example.com","note":{"deep":[1,2]}}""");
    private static readonly PermitWish Same = new(PermitRuleKind.Same);
    private static readonly PermitWish Any = new(PermitRuleKind.Any);

    private static readonly Dictionary<string, PermitWish> Usual = new()
    {
        ["order_id"] = Same,
        ["amount"] = AtMost(150m),
        ["email"] = Same,
        ["note"] = Any,
    };

    [Theory]
    [InlineData("""{"order_id":"W-1","amount":120.5,"email":"a@example.com","note":{"deep":[1,2]}}""", true)]
    [InlineData("""{"note":null,"email":"a@example.com","amount":"150.00","order_id":"W-1"}""", true)]
    [InlineData("""{"order_id":"W-1","amount":1.5e2,"email":"a@example.com"}""", true)]
    [InlineData("""{"order_id":"W-1","amount":0,"email":"a@example.com"}""", true)]
    [InlineData("""{"order_id":"W-1","amount":150.01,"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":-1,"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":"1e","email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":[1],"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-2","amount":1,"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"w-1","amount":1,"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":1,"email":"a@example.com "}""", false)]
    [InlineData("""{"order_id":["W-1"],"amount":1,"email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":1}""", false)]
    [InlineData("""{"order_id":"W-1","email":"a@example.com"}""", false)]
    [InlineData("""{"order_id":"W-1","amount":1,"email":"a@example.com","iban":"DE1"}""", false)]
    [InlineData("""["W-1"]""", false)]
    public void What_is_alike_keeps_every_rule_and_has_no_argument_without_one(string call, bool isAlike)
    {
        var pattern = PatternOf(Usual);

        Assert.Equal(isAlike, pattern.Matches(JsonElement.Parse(call)));
        Assert.Equal(isAlike, PermitPattern.Read(pattern.Text()).Matches(JsonElement.Parse(call)));
    }

    [Fact]
    public void No_call_whose_fixed_argument_differs_is_ever_alike() =>
        Prop.ForAll(Values.ToArbitrary(), Values.ToArbitrary(), Values.ToArbitrary(), (order, email, note) =>
        {
            var call = JsonElement.Parse($$"""{"order_id":{{order}},"amount":1,"email":{{email}},"note":{{note}}}""");
            var isSame = order == "\"W-1\"" && email == "\"a@example.com\"";
            return PatternOf(Usual).Matches(call) == isSame;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_amount_beyond_the_most_is_ever_alike() =>
        Prop.ForAll(Gen.Choose(-1000, 40_000).ToArbitrary(), cents =>
        {
            var amount = (cents / 100m).ToString(CultureInfo.InvariantCulture);
            var call = JsonElement.Parse($$"""{"order_id":"W-1","amount":{{amount}},"email":"a@example.com"}""");
            return PatternOf(Usual).Matches(call) == cents is >= 0 and <= 15_000;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("order_id", PermitRuleKind.Any, "must_be_same")]
    [InlineData("email", PermitRuleKind.Any, "must_be_same")]
    [InlineData("amount", PermitRuleKind.Any, "money_unlimited")]
    [InlineData("note", PermitRuleKind.AtMost, "not_money")]
    [InlineData("iban", PermitRuleKind.Same, "argument_unknown")]
    public void What_would_allow_too_much_is_refused(string argument, PermitRuleKind kind, string code)
    {
        var wishes = new Dictionary<string, PermitWish>(Usual) { [argument] = new(kind, 1) };

        var (pattern, faults) = PermitPattern.Of(Refund, Read, wishes);

        Assert.Null(pattern);
        Assert.Equal((code, "/arguments/" + argument), (Assert.Single(faults).Code, faults[0].Pointer));
    }

    [Fact]
    public void Every_argument_must_be_spoken_of_and_one_must_stay_the_same()
    {
        Assert.Equal(4, PermitPattern.Of(Refund, Read, new Dictionary<string, PermitWish>()).Faults.Count);
        var unmarked = Contract("");
        var all = new Dictionary<string, PermitWish> { ["text"] = Any };
        Assert.Equal("nothing_fixed", Assert.Single(PermitPattern.Of(unmarked, JsonElement.Parse("""{"text":"a"}"""), all).Faults).Code);
    }

    [Fact]
    public void What_is_fixed_is_fixed_with_all_that_lies_in_it()
    {
        var pattern = PatternOf(new Dictionary<string, PermitWish>(Usual) { ["note"] = Same });

        Assert.True(pattern.Fixes("/note/deep/0"));
        Assert.True(pattern.Fixes("/order_id"));
        Assert.False(pattern.Fixes("/amount"));
        Assert.False(pattern.Fixes("/nothing"));
        Assert.False(pattern.Fixes(""));
    }

    private static ToolContract Contract(string more) => ToolContract.Parse(JsonElement.Parse($$"""
        {"kind":"Tool","name":"billing.refund","version":1,"side_effect":"write","environments":["production"],"input_schema":{"type":"object"}{{more}}}
        """), out _)!;

    private static Gen<string> Values => Gen.Elements("\"W-1\"", "\"W-2\"", "\"a@example.com\"", "\"A@example.com\"", "null", "1", "[\"W-1\"]", "{\"W-1\":1}", "\"\"", "true");

    private static PermitWish AtMost(decimal amount) => new(PermitRuleKind.AtMost, (long)(amount * 1_000_000_000m));

    private static PermitPattern PatternOf(Dictionary<string, PermitWish> wishes)
    {
        var (pattern, faults) = PermitPattern.Of(Refund, Read, wishes);
        Assert.Empty(faults);
        return pattern!;
    }
}
