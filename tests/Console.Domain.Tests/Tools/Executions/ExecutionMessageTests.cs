using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools.Executions;

public sealed class ExecutionMessageTests
{
    private const string Secret = "0123456789abcdef";

    [Fact]
    public void Templates_are_filled_with_what_was_approved()
    {
        var plan = Plan("""
            {"method":"PUT","url":"https://api.test/orders/{order_id}?by={who}","headers":{"X-Key":"k {$secret}","X-Who":"{who}"},
             "secret":"API","idempotency_header":"X-Once","body":{"all":{"$arg":""},"list":[{"$arg":"/amount"},1],"note":{"$arg":"/note"}}}
            """);

        var message = ExecutionMessage.Of(plan, JsonElement.Parse("""{"order_id":"W 1","who":"a&b","amount":2}"""), Secret, "prp_1", out var fault)!;

        Assert.Null(fault);
        Assert.Equal(("PUT", "https://api.test/orders/W%201?by=a%26b"), (message.Method, message.Url));
        Assert.Equal(["X-Key=k " + Secret, "X-Who=a&b", "X-Once=prp_1"], message.Headers.Select(header => $"{header.Key}={header.Value}"));
        Assert.Equal("""{"all":{"order_id":"W 1","who":"a&b","amount":2},"list":[2,1]}""",
            JsonSerializer.Serialize(JsonElement.Parse(Encoding.UTF8.GetString(message.Body)), Plain));
        Assert.DoesNotContain(Secret, message.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../admin")]
    [InlineData("a/b")]
    [InlineData("a%2fb")]
    [InlineData("a?x=1")]
    [InlineData("a#b")]
    [InlineData("@evil.test")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("a\r\nHost: evil.test")]
    public void No_argument_leaves_its_place_in_the_address(string hostile)
    {
        var plan = Plan("""{"url":"https://api.test/orders/{order_id}"}""");

        var message = ExecutionMessage.Of(plan, Args(hostile), null, "prp_1", out var fault);

        if (message is null)
        {
            Assert.Equal("argument_refused", fault);
            return;
        }

        var url = new Uri(message.Url);
        Assert.Equal(("api.test", 3), (url.Host, url.Segments.Length));
        Assert.Equal("", url.Query + url.Fragment);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u2028b")]
    [InlineData("ünlaut")]
    public void No_argument_ends_a_header(string hostile)
    {
        var plan = Plan("""{"url":"https://api.test/","headers":{"X-Who":"{order_id}"}}""");

        Assert.Null(ExecutionMessage.Of(plan, Args(hostile), null, "prp_1", out var fault));
        Assert.Equal("argument_refused", fault);
    }

    [Theory]
    [InlineData("short", "secret_unusable")]
    [InlineData("0123456789\r\nX-Evil: 1", "secret_unusable")]
    [InlineData(null, "secret_missing")]
    public void A_secret_that_cannot_be_used_is_not_sent(string? secret, string expected)
    {
        Assert.Null(ExecutionMessage.Of(Plan("""{"url":"https://api.test/","secret":"API"}"""), Args("x"), secret, "prp_1", out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_body_is_bounded()
    {
        Assert.Null(ExecutionMessage.Of(Plan("""{"url":"https://api.test/"}"""), Args(new string('x', ExecutionLimits.BodyBytesMax)), null, "prp_1", out var fault));
        Assert.Equal("body_too_large", fault);
    }

    [Fact]
    public void A_body_that_nests_too_deeply_is_refused_like_one_that_is_too_large()
    {
        var (deepBody, deepArgument) = (Nested("""{"$arg":"/order_id"}""", 55), Nested("1", 45));

        Assert.Null(ExecutionMessage.Of(Plan($$"""{"url":"https://api.test/","body":{{deepBody}}}"""),
            JsonElement.Parse($$"""{"order_id":{{deepArgument}}}"""), null, "prp_1", out var fault));
        Assert.Equal("body_too_large", fault);

        static string Nested(string inner, int depth) => new string('[', depth) + inner + new string(']', depth);
    }

    [Theory]
    [InlineData("""{"url":"https://{order_id}.test/"}""", "/execution/url")]
    [InlineData("""{"url":"https://api.test/{$secret}","secret":"API"}""", "/execution/url")]
    [InlineData("""{"url":"https://user:pw@api.test/"}""", "/execution/url")]
    [InlineData("""{"url":"ftp://api.test/"}""", "/execution/url")]
    [InlineData("""{"method":"TRACE","url":"https://api.test/"}""", "/execution/method")]
    [InlineData("""{"url":"https://api.test/","headers":{"Host":"evil.test"}}""", "/execution/headers/Host")]
    [InlineData("""{"url":"https://api.test/","headers":{"content-language":"de"}}""", "/execution/headers/content-language")]
    [InlineData("""{"url":"https://api.test/","headers":{"Expires":"never"}}""", "/execution/headers/Expires")]
    [InlineData("""{"url":"https://api.test/","headers":{"X-A":"b\r\nX-C: d"}}""", "/execution/headers/X-A")]
    [InlineData("""{"url":"https://api.test/","headers":{"X A":"b"}}""", "/execution/headers/X A")]
    [InlineData("""{"url":"https://api.test/","headers":{"X-A":"{$secret}"}}""", "/execution/headers/X-A")]
    [InlineData("""{"url":"https://api.test/","headers":{"Idempotency-Key":"mine"}}""", "/execution/headers")]
    [InlineData("""{"url":"https://api.test/","body":{"a":{"$arg":"/stranger"}}}""", "/execution/body/a")]
    [InlineData("""{"url":"https://api.test/","body":{"a":{"$arg":"/amount","b":1}}}""", "/execution/body/a")]
    [InlineData("""{"url":"https://api.test/","success":[302]}""", "/execution/success/0")]
    [InlineData("""{"url":"https://api.test/","secret":"a:b"}""", "/execution/secret")]
    [InlineData("""{"url":"https://api.test/","idempotent":"yes"}""", "/execution/idempotent")]
    [InlineData("""{"url":"https://api.test/","timeout":3}""", "/execution/timeout")]
    public void A_contract_that_says_it_wrong_is_refused_with_the_place(string execution, string pointer)
    {
        Assert.Null(ToolContract.Parse(Contract("console", execution), out var faults));
        Assert.Contains(faults, fault => fault.Pointer == pointer);
    }

    [Fact]
    public void Who_runs_a_tool_and_how_belong_together()
    {
        Assert.Null(ToolContract.Parse(Contract("console", null), out var missing));
        Assert.Null(ToolContract.Parse(Contract("agent", """{"url":"https://api.test/"}"""), out var unused));

        Assert.Equal(("/execution", "required"), (missing[0].Pointer, missing[0].Code));
        Assert.Equal(("/execution", "unused"), (unused[0].Pointer, unused[0].Code));
    }

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonElement Args(string order) => JsonSerializer.SerializeToElement(new { order_id = order });

    private static ToolExecution Plan(string execution)
    {
        var contract = ToolContract.Parse(Contract("console", execution), out var faults);
        Assert.Empty(faults);
        return contract!.Execution!;
    }

    private static JsonElement Contract(string executes, string? execution)
    {
        var more = execution is null ? "" : ",\"execution\":" + execution;
        return JsonElement.Parse($$$"""
            {"name":"t.x","version":1,"side_effect":"write","environments":["production"],"executes":"{{{executes}}}",
             "input_schema":{"type":"object","properties":{"order_id":{},"who":{},"amount":{},"note":{} } }{{{more}}} }
            """);
    }
}
