using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Policies;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class PolicyWordsTests
{
    [Fact]
    public void A_backtest_is_told_in_one_sentence() => Assert.Equal(
        "Of 847 proposals in 7 days, 12 would change: 9 allow → review, 3 review → deny.",
        PolicyWords.Sentence(new Backtest(7, 847, 0, false, [new(VerdictKind.Allow, VerdictKind.Review, 9), new(VerdictKind.Review, VerdictKind.Deny, 3)], [])));

    [Theory]
    [InlineData(0, 0, "No proposal of the last day could be asked again, so there is nothing to compare with.")]
    [InlineData(1, 0, "Of 1 proposal in the last day, none would change.")]
    [InlineData(3, 2, "Of 3 proposals in the last day, 2 would change: 2 review with other approvals.")]
    public void A_backtest_that_finds_little_says_so(int considered, int changed, string sentence) => Assert.Equal(sentence,
        PolicyWords.Sentence(new Backtest(1, considered, 0, false, changed > 0 ? [new(VerdictKind.Review, VerdictKind.Review, changed)] : [], [])));

    [Fact]
    public void Every_refusal_has_a_sentence()
    {
        PolicySetOutcome[] refusals =
        [
            new PolicySetOutcome.RoleMissing(Permission.PublishPolicies), new PolicySetOutcome.SecondPersonNeeded(["x"]), new PolicySetOutcome.Malformed([new("/text", "x", "It is wrong.")]),
            new PolicySetOutcome.NotPublishable(new([], [new(1, 1, "schema", "no")], [], [], 1)), new PolicySetOutcome.Stale(3), new PolicySetOutcome.NotNow("Not now."), new PolicySetOutcome.NotFound(),
        ];

        Assert.All(refusals, refusal => Assert.EndsWith(".", PolicyWords.Sentence(refusal, "Done."), StringComparison.Ordinal));
        Assert.All(refusals, refusal => Assert.False(PolicyWords.IsDone(refusal)));
    }

    [Fact]
    public void Approvals_are_told_as_people_and_roles() => Assert.Equal(
        "1 person of finance, and 2 people of reviewer or finance",
        PolicyWords.Approvals(ApprovalClause.TextOf([ApprovalClause.Of(1, Role.Finance), ApprovalClause.Of(2, Role.Reviewer, Role.Finance)])));

    [Theory]
    [InlineData("", null, null)]
    [InlineData("[{\"a\":1}]", "[{\"a\":1}]", null)]
    [InlineData("- a: 1\n", "[{\"a\":1}]", null)]
    [InlineData("a: 1\n", null, 0)]
    [InlineData("[\n{\"a\":}]", null, 2)]
    public void Tests_are_a_list_in_json_or_yaml(string text, string? read, int? faultLine)
    {
        var tests = TestsText.Read(text, out var fault);

        Assert.Equal(read, tests is { } list ? JsonSerializer.Serialize(list) : null);
        Assert.Equal(faultLine, fault?.Line);
    }

    [Fact]
    public void A_sample_holds_what_a_schema_requires() => Assert.Equal(
        """{"order":"someone@example.com","amount":5,"kind":"a","parts":[true]}""",
        JsonSerializer.Serialize(SampleArguments.Of(JsonElement.Parse("""
            {"type":"object","required":["order","amount","kind","parts"],"properties":{
              "order":{"type":"string","format":"email"},"amount":{"type":"number","minimum":5},"kind":{"enum":["a","b"]},
              "parts":{"type":"array","items":{"type":"boolean"}},"more":{"type":"string"}}}
            """))));

    [Fact]
    public void Inputs_are_read_row_by_row_without_what_says_nothing() => Assert.Equal(
        ["stage: staging_writes", "risk · score: 62", "risk · factors: money · 30 · Much.", "today · money: 120.50", "approvers: finance\nsecurity"],
        InputRow.AllOf("""{"stage":"staging_writes","risk":{"score":62,"factors":[{"name":"money","points":30,"why":"Much."}]},"today":{"denied":0,"money_nanos":120500000000},"approvers":["finance","security"],"none":[]}""")
            .Select(row => $"{row.Name}: {row.Value}"));
}
