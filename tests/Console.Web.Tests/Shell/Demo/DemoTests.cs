using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.Testing;
using AgentConsole.Web.Shell.Demo;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Demo;

/// <summary>The demo as a newcomer has it: started by one verb, used with what it prints.</summary>
public sealed partial class DemoTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("console-web-tests-").FullName;

    [Fact]
    public async Task The_demo_tells_a_story_and_goes_on_when_somebody_decides()
    {
        await using var demo = await DemoConsole.StartAsync("http://127.0.0.1:0", _folder, CancellationToken.None);
        using var told = new StringWriter();
        await demo.TellAsync(told);
        using var ending = new CancellationTokenSource();
        var running = demo.RunAsync(ending.Token);
        using var reviewer = ClientOf(told.ToString());

        await Eventually.IsTrueAsync(async () => await CountAsync(reviewer, "pending") >= 8, "the queue fills", Patience);
        foreach (var state in (string[])["succeeded", "failed", "rejected", "sent_back", "denied"])
            Assert.NotEqual(0, await CountAsync(reviewer, state));
        Assert.InRange(await CountAsync(reviewer, "pending"), 8, DemoTraffic.WaitingMax);

        // What goes wrong is found by the job, from what the agents did; one of it was settled, and the other is left.
        await Eventually.IsTrueAsync(async () => await AlertsAsync(reviewer, "open", "support-triage-v3") >= 1, "a rule finds what goes wrong", Patience);
        await Eventually.IsTrueAsync(async () => await AlertsAsync(reviewer, "resolved", "infra-runner") >= 2, "whoever is on call settles it", Patience);

        var scaling = await FirstAsync(reviewer, "services.scale");
        Assert.Equal(4, scaling.GetProperty("snapshot").GetProperty("replicas").GetInt32());
        using var decided = await reviewer.DecideAsync(scaling, "approve");
        Assert.Equal(200, (int)decided.StatusCode);
        var path = new Uri($"/api/v1/proposals/{scaling.Text("id")}", UriKind.Relative);
        await Eventually.IsTrueAsync(async () => (await reviewer.GetFromAsync(path)).Text("state") == "succeeded", "the console runs it", Patience);
        var run = await reviewer.GetFromAsync(path);
        Assert.Equal(("console", 8), (run.Text("executes"), run.GetProperty("result").GetProperty("output").GetProperty("replicas").GetInt32()));
        Assert.NotEqual(0, (await reviewer.GetFromAsync(new("/api/v1/executions?state=unknown", UriKind.Relative))).GetProperty("items").GetArrayLength());

        await ending.CancelAsync();
        await running;
    }

    [Fact]
    public async Task The_demo_target_does_nothing_without_a_grant()
    {
        await using var target = await DemoTarget.StartAsync(CancellationToken.None);
        using var anybody = new HttpClient { BaseAddress = new(target.Address) };
        target.Redeemer = new(anybody, bearer: null);
        using var args = new StringContent("""{"service":"search","replicas":1}""");

        using var refused = await anybody.PostAsync(new Uri("/tools/services.scale", UriKind.Relative), args);
        using var secretless = await anybody.PostAsync(new Uri("/operations/services.scale", UriKind.Relative), args);

        Assert.Equal((401, 401), ((int)refused.StatusCode, (int)secretless.StatusCode));
        Assert.Equal(4, (await anybody.GetFromAsync(new("/services/search", UriKind.Relative))).GetProperty("replicas").GetInt32());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HttpClient ClientOf(string told)
    {
        var client = new HttpClient { BaseAddress = new(ConsoleLine().Match(told).Groups[1].Value.Trim()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenLine().Match(told).Groups[1].Value.Trim());
        return client;
    }

    private static async Task<int> CountAsync(HttpClient reviewer, string state) =>
        (await reviewer.GetFromAsync(new($"/api/v1/proposals?state={state}", UriKind.Relative))).GetProperty("items").GetArrayLength();

    private static async Task<int> AlertsAsync(HttpClient reviewer, string state, string agent) =>
        (await reviewer.GetFromAsync(new($"/api/v1/alerts?state={state}&agent={agent}", UriKind.Relative))).GetProperty("items").GetArrayLength();

    private static async Task<JsonElement> FirstAsync(HttpClient reviewer, string tool) =>
        (await reviewer.GetFromAsync(new($"/api/v1/proposals?state=pending&tool={tool}", UriKind.Relative))).GetProperty("items")[0];

    [GeneratedRegex("CONSOLE=(.*)")]
    private static partial Regex ConsoleLine();

    [GeneratedRegex("REVIEWER_TOKEN=(.*)")]
    private static partial Regex TokenLine();
}
