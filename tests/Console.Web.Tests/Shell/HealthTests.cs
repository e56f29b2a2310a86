using System.Text.Json;
using AgentConsole.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

/// <summary>What an orchestrator asks a node.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Ready_names_every_check_with_its_reason()
    {
        await using var console = await RunningConsole.StartAsync();
        using var anybody = console.Client();

        var answer = await ReadyAsync(anybody);

        var checks = answer.GetProperty("checks").EnumerateObject().ToDictionary(check => check.Name, check => check.Value);
        Assert.Equal(["database", "job_scheduler", "ledger_head", "migrations", "policy_set"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.All(checks.Values, check => Assert.Equal("Healthy", check.Text("status")));
        Assert.StartsWith("No policy set is published", checks["policy_set"].Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_throws_tells_anybody_that_it_failed_and_not_why()
    {
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("odd", () => throw new InvalidOperationException("no connection to db.internal as console"), ["ready"]));
        using var anybody = console.Client();

        using var response = await anybody.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(503, (int)response.StatusCode);
        Assert.DoesNotContain("db.internal", text, StringComparison.Ordinal);
        Assert.Equal("The check failed; the log says why.", JsonElement.Parse(text).GetProperty("checks").GetProperty("odd").Text("reason"));
    }

    // The scheduler starts once the console listens, so the first answer may come too soon.
    private static async Task<JsonElement> ReadyAsync(HttpClient anybody)
    {
        JsonElement answer = default;
        await Eventually.IsTrueAsync(async () =>
        {
            using var response = await anybody.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
            answer = await response.JsonAsync();
            return response.IsSuccessStatusCode;
        }, "the console is ready");
        return answer;
    }
}
