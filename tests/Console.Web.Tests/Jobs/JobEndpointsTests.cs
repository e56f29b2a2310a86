using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Jobs;

public sealed class JobEndpointsTests
{
    [Fact]
    public async Task Every_job_says_what_it_is_for_and_comes_to_a_run_by_itself()
    {
        await using var console = await RunningConsole.StartAsync();
        using var oncall = await ClientAsync(console, Role.Oncall);

        await Eventually.IsTrueAsync(async () => (await ItemsAsync(oncall)).Where(job => job.TryGetProperty("every_s", out _))
            .All(job => job.GetProperty("last_run").ValueKind == JsonValueKind.Object), "each has run once");

        var jobs = await ItemsAsync(oncall);
        Assert.Equal(jobs.Select(job => job.Text("name")).Order(StringComparer.Ordinal), jobs.Select(job => job.Text("name")));
        Assert.Superset(new HashSet<string?>(["agents.start-run", "deliveries.deliver", "jobs.trim", "ledger.export-head", "ledger.verify", "proposals.expire", "reviews.nudge", "reviews.settle", "spend.expire", "telemetry.trim"]),
            jobs.Select(job => job.Text("name")).ToHashSet());
        Assert.All(jobs, job => Assert.True(job.Text("purpose")!.Length > 10 && job.Text("misfire")!.Length > 10 && job.GetProperty("limit_s").GetInt32() > 0));
        Assert.All(jobs, job => Assert.Equal("succeeded", job.GetProperty("last_run").ValueKind == JsonValueKind.Null ? "succeeded" : job.GetProperty("last_run").Text("outcome")));
        using var one = await oncall.GetAsync(new Uri("/api/v1/jobs/ledger.verify", UriKind.Relative));
        Assert.True((await one.JsonAsync()).GetProperty("next_at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    /// <summary>A job that was registered past <c>AddJob</c> has no plan, and does not run.</summary>
    [Fact]
    public async Task Every_job_that_is_written_has_a_plan()
    {
        await using var console = await RunningConsole.StartAsync();

        var written = typeof(JobPlan).Assembly.GetTypes().Count(type => type is { IsAbstract: false } && type.GetInterfaces().Any(one => one.FullName == "Quartz.IJob"));

        Assert.Equal(written, console.App.Services.GetServices<JobPlan>().Select(plan => plan.Name).Distinct().Count());
    }

    [Fact]
    public async Task Pause_resume_and_run_say_what_came_of_them()
    {
        await using var console = await RunningConsole.StartAsync();
        using var oncall = await ClientAsync(console, Role.Oncall);
        await Eventually.IsTrueAsync(async () => (await RunsAsync(oncall, "ledger.verify")).Count > 0, "it has run once");

        using var paused = await PostAsync(oncall, "ledger.verify/pause");
        using var again = await PostAsync(oncall, "ledger.verify/pause");
        using var ordered = await PostAsync(oncall, "ledger.verify/run");
        await Eventually.IsTrueAsync(async () => (await RunsAsync(oncall, "ledger.verify")).Any(run => run.GetProperty("is_ordered").GetBoolean()), "it ran though paused");
        using var resumed = await PostAsync(oncall, "ledger.verify/resume");
        using var twice = await PostAsync(oncall, "ledger.verify/resume");
        using var schedule = await PostAsync(oncall, "agents.start-run/run");
        using var unknown = await PostAsync(oncall, "ledger.nothing/run");
        using var nowhere = await oncall.GetAsync(new Uri("/api/v1/jobs/ledger.nothing/runs", UriKind.Relative));

        Assert.Equal((200, 409, 202, 200, 409, 409, 404, 404), ((int)paused.StatusCode, (int)again.StatusCode, (int)ordered.StatusCode, (int)resumed.StatusCode, (int)twice.StatusCode,
            (int)schedule.StatusCode, (int)unknown.StatusCode, (int)nowhere.StatusCode));
        Assert.Equal(("already_paused", "Oncall", "not_paused", "job_by_schedule", "not_found"), (await again.CodeAsync(), (await again.JsonAsync()).Text("by"), await twice.CodeAsync(), await schedule.CodeAsync(), await unknown.CodeAsync()));
        var pause = (await paused.JsonAsync()).GetProperty("pause");
        Assert.Equal(("Oncall", "A ledger that was tampered with is not noticed."), (pause.Text("by"), pause.Text("means")));
        Assert.Equal("waiting", (await resumed.JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task Who_only_reads_has_no_button()
    {
        await using var console = await RunningConsole.StartAsync();
        using var auditor = await ClientAsync(console, Role.Auditor);

        foreach (var verb in (string[])["run", "pause", "resume"])
        {
            using var refused = await PostAsync(auditor, "ledger.verify/" + verb);
            Assert.Equal(403, (int)refused.StatusCode);
        }

        Assert.NotEmpty(await ItemsAsync(auditor));
    }

    private static async Task<HttpClient> ClientAsync(RunningConsole console, Role role) =>
        console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync(role.ToString(), role)));

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client) =>
        [.. (await client.GetFromAsync(new Uri("/api/v1/jobs", UriKind.Relative))).GetProperty("items").EnumerateArray()];

    private static async Task<List<JsonElement>> RunsAsync(HttpClient client, string job) =>
        [.. (await client.GetFromAsync(new Uri($"/api/v1/jobs/{job}/runs", UriKind.Relative))).GetProperty("items").EnumerateArray()];

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path) => client.PostAsync(new Uri("/api/v1/jobs/" + path, UriKind.Relative), null);
}
