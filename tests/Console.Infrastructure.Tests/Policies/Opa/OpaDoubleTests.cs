using System.Net;
using System.Text;
using AgentConsole.Testing.Policies;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

/// <summary>The double answers with the bytes that OPA 1.9.0 was recorded to answer with.</summary>
public sealed class OpaDoubleTests : IAsyncLifetime
{
    private const string Refund = """{"input":{"proposal":{"tool":"refund.create","effect":"write","args":{"amount":120.5}}}}""";
    private readonly HttpClient _client = new();
    private OpaDouble _opa = null!;

    public async ValueTask InitializeAsync() => _opa = await OpaDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _opa.DisposeAsync();
    }

    [Fact]
    public async Task The_whole_first_answer_is_the_recorded_one() => Assert.Equal(
        (HttpStatusCode.OK, """{"decision_id":"a9e8e2a6-430c-4f16-8e6c-8b937b82c121","provenance":{"version":"1.9.0","build_commit":"","build_timestamp":"","build_hostname":"","bundles":{"main":{"revision":"rev-7"}}},"metrics":{"counter_server_query_cache_hit":0,"timer_rego_input_parse_ns":128060,"timer_rego_query_compile_ns":150183,"timer_rego_query_eval_ns":269710,"timer_server_handler_ns":772495},"result":{"decision":"review","obligations":[{"approvers":["role:finance"],"expires_in_s":900,"quorum":1,"type":"approval"}],"rule":"refund_over_50"}}""" + "\n"),
        await SendAsync(HttpMethod.Post, OpaAnswers.Path + "?provenance=true&metrics=true", Refund));

    [Theory]
    [InlineData(OpaAnswers.Path, """{"input":{"proposal":{"tool":"refund.create","effect":"write","args":{"amount":20}}}}""", """{"decision_id":"…","result":{"decision":"allow","obligations":[{"level":"full","type":"audit"}],"rule":"small_refund"}}""")]
    [InlineData(OpaAnswers.Path, """{"input":{"proposal":{"tool":"refund.create","effect":"read","args":{"amount":20}}}}""", """{"decision_id":"…","result":{"decision":"allow","obligations":[],"rule":"read_only"}}""")]
    [InlineData(OpaAnswers.Path, """{"input":{"proposal":{"tool":"x","effect":"irreversible"}}}""", """{"decision_id":"…","result":{"decision":"deny","obligations":[],"rule":"default_deny"}}""")]
    [InlineData("/v1/data/agentconsole/nothing/result", Refund, """{"decision_id":"…"}""")]
    [InlineData(OpaAnswers.Path, "{}", """{"decision_id":"…","result":{"decision":"deny","obligations":[],"rule":"default_deny"},"warning":{"code":"api_usage_warning","message":"'input' key missing from the request"}}""")]
    [InlineData(OpaAnswers.Path, "", """{"decision_id":"…","result":{"decision":"deny","obligations":[],"rule":"default_deny"},"warning":{"code":"api_usage_warning","message":"'input' key missing from the request"}}""")]
    public async Task Each_further_answer_is_the_recorded_one_under_an_id_of_its_own(string path, string body, string recorded)
    {
        await SendAsync(HttpMethod.Post, OpaAnswers.Path, Refund);

        var (status, answer) = await SendAsync(HttpMethod.Post, path, body);

        const int IdAt = 16, IdLength = 36;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(Guid.TryParse(answer.AsSpan(IdAt, IdLength), out _));
        Assert.Equal(recorded + "\n", string.Concat(answer.AsSpan(0, IdAt), "…", answer.AsSpan(IdAt + IdLength)));
    }

    [Fact]
    public async Task Errors_are_the_recorded_ones_indented()
    {
        Assert.Equal((HttpStatusCode.BadRequest, OpaAnswers.Failure(OpaAnswers.Malformed)), await SendAsync(HttpMethod.Post, OpaAnswers.Path, "{bad"));
        Assert.Equal((HttpStatusCode.InternalServerError, OpaAnswers.Failure(OpaAnswers.Conflict)), await SendAsync(HttpMethod.Post, "/v1/data/agentconsole/conflict/result", Refund));
        Assert.Equal((HttpStatusCode.BadRequest, OpaAnswers.Failure(OpaAnswers.Unsafe)), await SendAsync(HttpMethod.Put, "/v1/policies/bad", "package x\np if { y > 1 }"));
        Assert.StartsWith("{\n  \"code\": \"invalid_parameter\",\n  \"message\": ", OpaAnswers.Failure(OpaAnswers.Malformed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_older_interface_answers_with_the_result_alone() => Assert.Equal(
        (HttpStatusCode.OK, """{"decision":"allow","obligations":[],"rule":"read_only"}""" + "\n"),
        await SendAsync(HttpMethod.Post, "/v0/data/agentconsole/decision/result", """{"proposal":{"effect":"read"}}"""));

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, new Uri(_opa.Url + path)) { Content = content };
        using var answer = await _client.SendAsync(request);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
