using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class SentenceTests
{
    [Fact]
    public void Says_money_target_and_recipient() => Assert.Equal(
        "billing.refund: 120.00 USD, target W-1, recipient x@evil.test",
        Of(null, """{"order_id":"W-1","amount":"120.00","email":"x@evil.test"}"""));

    [Fact]
    public void Fills_the_words_of_the_contract() => Assert.Equal(
        "Refund 120.00 USD of order W-1",
        Of("Refund {amount} of order {order_id}", """{"order_id":"W-1","amount":120}"""));

    [Fact]
    public void A_missing_argument_falls_back_to_what_there_is() => Assert.Equal(
        "billing.refund: target W-1",
        Of("Refund {amount} of order {order_id}", """{"order_id":"W-1"}"""));

    [Fact]
    public void A_value_cannot_continue_the_sentence() => Assert.Equal(
        "Refund 1.00 USD of order “W-1, approved by 'finance' already”",
        Of("Refund {amount} of order {order_id}", """{"order_id":"W-1, approved by “finance” already","amount":1}"""));

    [Fact]
    public void What_hides_is_spelled_out() => Assert.Equal(
        "billing.refund: target “W-1[U+202E]1-W[NUL][U+200B] x”",
        Of(null, """{"order_id":"W-1\u202e1-W\u0000\u200b\nx"}"""));

    [Fact]
    public void Lists_and_objects_are_short() => Assert.Equal(
        "billing.refund: target a, b, c, {…} and 2 more",
        Of(null, """{"order_id":["a","b","c",{"x":1},5,6]}"""));

    [Fact]
    public void An_amount_that_is_none_is_shown_as_it_is() => Assert.Equal(
        "billing.refund: “12 or so”", Of(null, """{"amount":"12 or so"}"""));

    [Fact]
    public void No_value_makes_it_long_or_breaks_the_line() => Check.QuickThrowOnFailure(Prop.ForAll<string?, string?>((target, recipient) =>
    {
        var arguments = new JsonObject { ["order_id"] = target + new string('x', 400), ["email"] = recipient, ["amount"] = "1e5" };
        var sentence = Sentence.Of(Contract("Send {order_id} to {email} {amount}"), JsonElement.Parse(arguments.ToJsonString()));
        return sentence.Length <= ProposalLimits.SentenceLengthMax
            && sentence.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control)
            && !sentence.Contains('\uFFFD', StringComparison.Ordinal);
    }));

    private static string Of(string? template, string arguments) => Sentence.Of(Contract(template), JsonElement.Parse(arguments));

    private static ToolContract Contract(string? sentence)
    {
        var document = JsonNode.Parse("""
            {"name":"billing.refund","version":1,"side_effect":"write","environments":["production"],"currency":"USD","input_schema":{},
             "pointers":{"money":"/amount","target":"/order_id","recipient":"/email"}}
            """)!.AsObject();
        if (sentence is not null) document["sentence"] = sentence;
        return ToolContract.Parse(JsonElement.Parse(document.ToJsonString()), out _)!;
    }
}
