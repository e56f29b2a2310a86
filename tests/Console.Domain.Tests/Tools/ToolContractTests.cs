using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Guards;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class ToolContractTests
{
    private const string Whole = """
        {"kind":"Tool","name":"billing.refund","version":3,"side_effect":"write","environments":["staging","production"],
         "input_schema":{"type":"object","required":["order_id"],"additionalProperties":false,
           "properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"email":{"type":"string"},"currency":{"type":"string"}}},
         "sensitivity":["money","personal_data"],"pointers":{"money":"/amount","currency":"/currency","recipient":"/email","target":"/order_id"},
         "currency":"USD","redact":["/email"],"result_trust":"trusted","executes":"console",
         "execution":{"url":"https://shop.example/orders/{order_id}/refunds","secret":"SHOP"},"description":"Pays back.",
         "sentence":"Refund {amount} of order {order_id}",
         "preview":{"method":"GET","url":"https://shop.example/orders/{order_id}?full=1","select":{"status":"/status"}},
         "limits":{"timeout_s":10,"per_minute":60,"concurrency":3,"breaker":{"failures":0.25,"open_s":5}}}
        """;

    [Fact]
    public void Reads_every_member()
    {
        var contract = ToolContract.Parse(JsonElement.Parse(Whole), out var faults);

        Assert.Empty(faults);
        Assert.NotNull(contract);
        Assert.Equal(("billing.refund", 3, SideEffect.Write), (contract.Name, contract.Version, contract.SideEffect));
        Assert.Equal(["production", "staging"], contract.Environments.Order());
        Assert.Equal(new ToolPointers("/amount", "/currency", "/email", "/order_id"), contract.Pointers);
        Assert.Equal([Sensitivity.Money, Sensitivity.PersonalData], contract.Sensitivity.Order());
        Assert.Equal((ResultTrust.Trusted, Executor.Console, "USD"), (contract.ResultTrust, contract.Executes, contract.Currency));
        Assert.Equal(new ToolBounds(10, 60) { Concurrency = 3, Breaker = BreakerRule.Default with { FailuresBasisPoints = 2_500, OpenSeconds = 5 } }, contract.Limits);
        Assert.Equal(("POST", "SHOP", false), (contract.Execution!.Method, contract.Execution.Secret, contract.Execution.IsIdempotent));
        Assert.Equal(["/email"], contract.Redact);
        Assert.Equal([new("status", "/status")], contract.Preview!.Select);
    }

    [Fact]
    public void What_is_left_out_is_the_careful_choice()
    {
        var contract = ToolContract.Parse(JsonElement.Parse("""
            {"name":"x","version":1,"side_effect":"read","environments":["dev"],"input_schema":{}}
            """), out _)!;

        Assert.Equal((ResultTrust.Untrusted, Executor.Agent), (contract.ResultTrust, contract.Executes));
        Assert.Equal(ToolBounds.Default, contract.Limits);
        Assert.Null(contract.Preview);
    }

    [Theory]
    [InlineData("name", null, "/name", "required")]
    [InlineData("name", "\"a b\"", "/name", "malformed")]
    [InlineData("name", "\"../x\"", "/name", "malformed")]
    [InlineData("name", "\"\"", "/name", "empty")]
    [InlineData("name", "7", "/name", "type")]
    [InlineData("version", "0", "/version", "out_of_range")]
    [InlineData("version", "1.5", "/version", "type")]
    [InlineData("version", "\"1\"", "/version", "type")]
    [InlineData("side_effect", "\"none\"", "/side_effect", "unknown_value")]
    [InlineData("side_effect", "1", "/side_effect", "unknown_value")]
    [InlineData("environments", "[]", "/environments", "empty")]
    [InlineData("environments", null, "/environments", "required")]
    [InlineData("environments", "[\"Prod\"]", "/environments/0", "malformed")]
    [InlineData("environments", "[\"dev\",\"dev\"]", "/environments/1", "duplicate")]
    [InlineData("input_schema", "true", "/input_schema", "type")]
    [InlineData("kind", "\"Agent\"", "/kind", "unknown_value")]
    [InlineData("sensitivity", "[\"cash\"]", "/sensitivity/0", "malformed")]
    [InlineData("currency", "\"usd\"", "/currency", "malformed")]
    [InlineData("pointers", "{\"money\":\"amount\"}", "/pointers/money", "malformed")]
    [InlineData("pointers", "{\"money\":\"/amuont\"}", "/pointers/money", "malformed")]
    [InlineData("pointers", "{\"cash\":\"/amount\"}", "/pointers/cash", "unknown_member")]
    [InlineData("redact", "[\"/mail\"]", "/redact/0", "malformed")]
    [InlineData("redact", "[\"/a~2\"]", "/redact/0", "malformed")]
    [InlineData("limits", "{\"timout_s\":3}", "/limits/timout_s", "unknown_member")]
    [InlineData("limits", "{\"timeout_s\":0}", "/limits/timeout_s", "out_of_range")]
    [InlineData("sentence", "\"Refund {amount\"", "/sentence", "malformed")]
    [InlineData("sentence", "\"Refund {sum}\"", "/sentence", "argument_unknown")]
    [InlineData("side_efect", "\"read\"", "/side_efect", "unknown_member")]
    [InlineData("preview", "{\"method\":\"POST\",\"url\":\"https://a.example/\",\"select\":{\"a\":\"/a\"}}", "/preview/method", "unknown_value")]
    [InlineData("preview", "{\"url\":\"https://a.example/\",\"select\":{}}", "/preview/select", "out_of_range")]
    [InlineData("preview", "{\"url\":\"https://a.example/\",\"select\":{\"a\":\"a\"}}", "/preview/select/a", "malformed")]
    [InlineData("preview", "{\"url\":\"https://{order_id}.example/\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"https://a.example:{order_id}/\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"{order_id}://a.example/\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"https://u:p@a.example/\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"https://a.example/#x\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"file:///etc/passwd\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    [InlineData("preview", "{\"url\":\"https://a.example/{secret}\",\"select\":{\"a\":\"/a\"}}", "/preview/url", "malformed")]
    public void Names_what_is_wrong_and_where(string member, string? json, string pointer, string code)
    {
        var document = JsonNode.Parse(Whole)!.AsObject();
        if (json is null) document.Remove(member);
        else document[member] = JsonNode.Parse(json);

        var contract = ToolContract.Parse(JsonElement.Parse(document.ToJsonString()), out var faults);

        Assert.Null(contract);
        Assert.Contains(faults, fault => fault.Pointer == pointer && fault.Code == code);
    }

    [Fact]
    public void A_member_that_stands_twice_is_a_fault()
    {
        var contract = ToolContract.Parse(JsonElement.Parse("""
            {"name":"x","version":1,"side_effect":"read","side_effect":"write","environments":["dev"],"input_schema":{}}
            """), out var faults);

        Assert.Null(contract);
        Assert.Equal(("/side_effect", "duplicate_member"), (Assert.Single(faults).Pointer, faults[0].Code));
    }

    [Theory, InlineData("[]"), InlineData("\"Tool\""), InlineData("null"), InlineData("7")]
    public void What_is_no_object_is_no_contract(string json)
    {
        Assert.Null(ToolContract.Parse(JsonElement.Parse(json), out var faults));
        Assert.Equal("type", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_pointer_may_lead_where_the_schema_does_not_list_its_names()
    {
        var contract = ToolContract.Parse(JsonElement.Parse("""
            {"name":"x","version":1,"side_effect":"read","environments":["dev"],"pointers":{"target":"/id"},
             "input_schema":{"properties":{"a":{}},"allOf":[{"properties":{"id":{}}}]}}
            """), out _);

        Assert.Equal("/id", contract?.Pointers.Target);
    }

    [Theory]
    [InlineData("find_user_id_by_email", true)]
    [InlineData("billing.refund", true)]
    [InlineData("github/create-issue", true)]
    [InlineData("a", true)]
    [InlineData(".a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a..b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("", false)]
    public void Tool_names_are_plain(string name, bool isValid) => Assert.Equal(isValid, ToolName.IsValid(name));
}
