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

        var scaling = await FirstAsync(reviewer, "services.scale");
        Assert.Equal(4, scaling.GetProperty("snapshot").GetProperty("replicas").GetInt32());
        using var decided = await reviewer.DecideAsync(scaling, "approve");
        Assert.Equal(200, (int)decided.StatusCode);
        var path = new Uri($"/api/v1/proposals/{scaling.Text("id")}", UriKind.Relative);
        await Eventually.IsTrueAsync(async () => (await reviewer.GetFromAsync(path)).Text("state") == "succeeded", "the agent acts on the approval", Patience);
        Assert.Equal(8, (await reviewer.GetFromAsync(path)).GetProperty("result").GetProperty("output").GetProperty("replicas").GetInt32());

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

        Assert.Equal(401, (int)refused.StatusCode);
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

    private static async Task<JsonElement> FirstAsync(HttpClient reviewer, string tool) =>
        (await reviewer.GetFromAsync(new($"/api/v1/proposals?state=pending&tool={tool}", UriKind.Relative))).GetProperty("items")[0];

    [GeneratedRegex("CONSOLE=(.*)")]
    private static partial Regex ConsoleLine();

    [GeneratedRegex("REVIEWER_TOKEN=(.*)")]
    private static partial Regex TokenLine();
}
