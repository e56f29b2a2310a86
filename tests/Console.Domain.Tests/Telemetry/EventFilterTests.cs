using AgentConsole.Domain.Telemetry;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class EventFilterTests
{
    private static readonly TraceEvent Refund = T.Tool(1, "billing.refund", TraceOutcome.Error) with
    {
        CostNanos = 150_000_000,
        LatencyMs = 420,
        InputTokens = 10,
        OutputTokens = 5,
        Error = "no such order",
        ErrorType = "not_found",
        Detail = """{"args":{"caseId":"C-88319","deep":{"n":7},"email":"h:0011"}}""",
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("tool:billing.*", true)]
    [InlineData("tool:BILLING.REFUND", true)]
    [InlineData("tool:crm.*", false)]
    [InlineData("-tool:crm.*", true)]
    [InlineData("status:error cost>0.10", true)]
    [InlineData("status:error cost>0.20", false)]
    [InlineData("cost<0.2 latency>400 latency<500 tokens>14", true)]
    [InlineData("kind:tool_call", true)]
    [InlineData("arg.caseId:C-88319", true)]
    [InlineData("arg.caseId:C-*", true)]
    [InlineData("arg.caseid:C-88319", false)]
    [InlineData("arg.deep.n:7", true)]
    [InlineData("arg.email:x@example.com", true)]
    [InlineData("arg.email:y@example.com", false)]
    [InlineData("order", true)]
    [InlineData("error:not_found", true)]
    [InlineData("-order", false)]
    public void Terms_say_what_they_seem_to_say(string text, bool fits) =>
        Assert.Equal(fits, EventFilter.Parse(text).Fits(Refund, value => value == "x@example.com" ? "h:0011" : "h:ffff"));

    [Theory]
    [InlineData("cost:1")]
    [InlineData("cost>many")]
    [InlineData("nonsense:1 tool:crm.*")]
    public void What_is_not_understood_is_said_and_the_rest_applies(string text)
    {
        var filter = EventFilter.Parse(text);

        Assert.NotNull(filter.Fault);
        Assert.Equal(!text.Contains("tool", StringComparison.Ordinal), filter.Fits(Refund, null));
    }

    [Fact]
    public void No_text_breaks_it() => Prop.ForAll<string>(text =>
    {
        EventFilter.Parse(text).Fits(Refund, null);
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pattern_of_stars_takes_no_time_that_grows_without_bound() =>
        Assert.False(Wildcard.Fits(string.Concat(Enumerable.Repeat("*a", 100)) + "b", new string('a', 20_000)));

    [Fact]
    public void A_text_fits_itself_and_every_star_that_stands_for_part_of_it() => Prop.ForAll<NonNull<string>, int>((text, at) =>
    {
        var cut = text.Get.Length == 0 ? 0 : Math.Abs(at % text.Get.Length);
        return text.Get.Contains('*', StringComparison.Ordinal) || (Wildcard.Fits(text.Get, text.Get) && Wildcard.Fits(text.Get[..cut] + "*", text.Get) && Wildcard.Fits("*" + text.Get[cut..], text.Get));
    }).QuickCheckThrowOnFailure();
}
