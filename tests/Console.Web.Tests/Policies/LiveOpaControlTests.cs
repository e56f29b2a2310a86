using AgentConsole.Testing;
using AgentConsole.Testing.Policies;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

/// <summary>A real OPA that the console feeds and hears; skipped where <c>OPA_BIN</c> names none.</summary>
public sealed class LiveOpaControlTests
{
    private static readonly Uri Standing = new("/api/v1/policies/opa", UriKind.Relative);
    private static readonly Uri Decisions = new("/api/v1/policies/opa/decisions", UriKind.Relative);

    [Fact]
    public async Task It_takes_the_bundle_over_decides_by_it_and_tells_what_it_decided()
    {
        OpaBinary.Require();
        await using var console = await OpaConsole.StartAsync();
        await console.PublishAsync("refunds", 1, OpaAnswers.DecisionRego);
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, $$$$$"""
            services: {console: {url: "{{{{{console.Running.Address}}}}}", credentials: {bearer: {token: "{{{{{OpaConsole.BearerToken}}}}}"}}}}
            bundles: {main: {service: console, resource: bundles/main.tar.gz, polling: {min_delay_seconds: 1, max_delay_seconds: 2}}}
            decision_logs: {service: console, resource: /opa/logs, reporting: {min_delay_seconds: 1, max_delay_seconds: 2}}
            status: {service: console}
            """);
        await using var opa = await OpaBinary.StartAsync("--config-file", config);

        await Eventually.IsTrueAsync(async () => (await console.Reader.GetFromAsync(Standing)).GetProperty("instances").EnumerateArray().Any(one => one.GetProperty("current").GetBoolean()), "the bundle decides there");
        using var client = new HttpClient();
        using var content = new StringContent("""{"input":{"proposal":{"effect":"read"}}}""");
        using var answer = await client.PostAsync(new Uri(opa.Url + OpaAnswers.Path + "?provenance=true"), content);
        var told = await answer.JsonAsync();

        Assert.Equal("refunds@1", told.GetProperty("provenance").GetProperty("bundles").GetProperty("main").Text("revision"));
        await Eventually.IsTrueAsync(async () => (await console.Reader.GetFromAsync(Decisions)).GetProperty("items").EnumerateArray().Any(one =>
            one.Text("decision_id") == told.Text("decision_id") && one.Text("rule") == "read_only" && one.Text("revision") == "refunds@1"), "the decision is logged here");
        File.Delete(config);
    }
}
