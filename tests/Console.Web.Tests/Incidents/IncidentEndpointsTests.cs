using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Incidents;

public sealed class IncidentEndpointsTests
{
    [Fact]
    public async Task A_failure_is_reported_in_one_call_and_closed_only_on_what_was_changed()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Ola", Role.Oncall)));
        var proposal = (await agent.ProposedAsync(Wire.Refund)).Text("id");

        using var opened = await PostAsync(reviewer, "", new { proposal });
        using var again = await PostAsync(reviewer, "", new { proposal });
        using var byRun = await PostAsync(reviewer, "", new { run = "run-7" });
        Assert.Equal((201, 200, 200), ((int)opened.StatusCode, (int)again.StatusCode, (int)byRun.StatusCode));
        var incident = await opened.JsonAsync();
        var id = incident.Text("id")!;
        Assert.All([await again.JsonAsync(), await byRun.JsonAsync()], same => Assert.Equal(id, same.Text("id")));
        Assert.Equal(("open", "support", "production", "run-7"), (incident.Text("state"), incident.Text("agent"), incident.Text("environment"), incident.Text("run")));
        Assert.Equal($"/api/v1/incidents/{id}", opened.Headers.Location!.OriginalString);

        using var early = await PostAsync(oncall, $"/{id}/close", new { grounds = new[] { new { kind = "eval_case", what = "refund-twice" } } });
        Assert.Equal((409, "incident_incomplete"), ((int)early.StatusCode, await early.CodeAsync()));
        Assert.Equal("access_review", (await early.JsonAsync()).GetProperty("missing")[0].GetString());
        using var answered = await PostAsync(oncall, $"/{id}/access-review", new { had = "billing.refund", used = "billing.refund", excess = "none" });
        using var noted = await PostAsync(reviewer, $"/{id}/notes", new { text = "The customer was told." });
        using var promised = await PostAsync(oncall, $"/{id}/follow-ups", new { text = "Cap refunds", owner = "dri@example.com", due = Day(console, 7) });
        using var done = await PostAsync(oncall, $"/{id}/follow-ups/1/done", new { });
        using var closed = await PostAsync(oncall, $"/{id}/close", new { grounds = new object[] { new { kind = "waiver", what = "Ola", reason = "the eval comes next week", expires_on = Day(console, 14) } } });
        Assert.Equal((200, 200, 200, 200, 200), ((int)answered.StatusCode, (int)noted.StatusCode, (int)promised.StatusCode, (int)done.StatusCode, (int)closed.StatusCode));
        var end = await closed.JsonAsync();
        Assert.Equal(("closed", "The customer was told.", 1, "waiver"),
            (end.Text("state"), end.GetProperty("notes")[0].Text("text"), end.GetProperty("follow_ups").GetArrayLength(), end.GetProperty("grounds")[0].Text("kind")));
        using var reopened = await PostAsync(oncall, $"/{id}/reopen", new { reason = "It came back." });
        Assert.Equal("investigating", (await reopened.JsonAsync()).Text("state"));
        using var list = await oncall.GetAsync("/api/v1/incidents?state=investigating&agent=support");
        Assert.Equal(id, Assert.Single((await list.JsonAsync()).GetProperty("items").EnumerateArray()).Text("id"));
    }

    [Fact]
    public async Task A_bundle_is_a_zip_whose_files_are_what_its_manifest_says()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var proposal = (await agent.ProposedAsync(Wire.Refund.Replace("run-7", "../../evil", StringComparison.Ordinal))).Text("id");
        using var opened = await PostAsync(reviewer, "", new { proposal });
        var id = (await opened.JsonAsync()).Text("id")!;

        using var answer = await reviewer.GetAsync($"/api/v1/incidents/{id}/bundle");
        using var json = await reviewer.GetAsync($"/api/v1/incidents/{id}/bundle?format=json&number=1");

        Assert.Equal(("application/zip", $"{id}-1.zip"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = JsonElement.Parse(Read("manifest.json")).GetProperty("files").EnumerateArray().ToDictionary(file => file.Text("name")!, file => file.Text("digest"));
        Assert.Equal(files.Keys.Append("manifest.json").Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(file.Value, Digest.OfBytes(Read(file.Key))));
        Assert.All(files.Keys, name => Assert.Matches("^[a-z_]+\\.(json|md)$", name));
        Assert.Equal(Read("bundle.json"), await json.Content.ReadAsByteArrayAsync());

        byte[] Read(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    [Fact]
    public async Task A_postmortem_is_markdown_that_asks_for_access_first()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        using var oncall = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Ola", Role.Oncall)));
        var proposal = (await agent.ProposedAsync(Wire.Refund)).Text("id");
        using var opened = await PostAsync(oncall, "", new { proposal, title = "Two refunds for one order", severity = "critical" });
        var id = (await opened.JsonAsync()).Text("id");

        using var template = await oncall.GetAsync($"/api/v1/incidents/{id}/postmortem");
        using var written = await oncall.PutAsJsonAsync($"/api/v1/incidents/{id}/postmortem", new { text = "# What we learned" });
        using var after = await oncall.GetAsync($"/api/v1/incidents/{id}/postmortem");

        Assert.Equal("text/markdown", template.Content.Headers.ContentType!.MediaType);
        Assert.Equal("## Access review", (await template.Content.ReadAsStringAsync()).Split('\n').First(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal((200, "# What we learned"), ((int)written.StatusCode, await after.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_reports_nothing_is_refused()
    {
        var (console, _, reviewer) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        (string Body, int Status)[] refused =
        [
            ("{}", 400),
            ("""{"run":"r","proposal":"p"}""", 400),
            ("""{"alert":"no id"}""", 404),
            ("""{"alert":"alr_00000000000000000000000000000001"}""", 404),
            ("""{"run":"nobody told of it"}""", 404),
            ("""{"proposal":"prp_zzz"}""", 404),
            ("""{"run":"a\u0000b"}""", 400),
            ("""{"run":"\ud800"}""", 400),
            ("""{"run":1}""", 400),
            ("""{"run":"r","severity":"dreadful"}""", 400),
            ("[]", 400),
            ("{", 400),
        ];
        foreach (var (body, status) in refused)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await reviewer.PostAsync("/api/v1/incidents", content);
            Assert.True(status == (int)answer.StatusCode, $"{body}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_ticket_target_never_tells_its_secret()
    {
        await using var console = await RunningConsole.StartAsync(null, "--Tickets:Secrets:GH=ghp_s3cr3t");
        using var admin = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Ada", Role.Admin)));
        var target = new { name = "ops", kind = "github", base_url = "https://api.github.com", project = "acme/ops", secret = "GH", labels = new[] { "agent" }, priorities = new { critical = "P1" } };

        using var made = await admin.PostAsJsonAsync("/api/v1/ticket-targets", target);
        using var twice = await admin.PostAsJsonAsync("/api/v1/ticket-targets", target);
        using var wrong = await admin.PostAsJsonAsync("/api/v1/ticket-targets", target with { project = "acme", name = "other" });
        using var list = await admin.GetAsync("/api/v1/ticket-targets");

        Assert.Equal((201, 409, 422), ((int)made.StatusCode, (int)twice.StatusCode, (int)wrong.StatusCode));
        var view = await made.JsonAsync();
        Assert.Equal(("GH", true, "github"), (view.Text("secret"), view.GetProperty("is_secret_configured").GetBoolean(), view.Text("kind")));
        Assert.DoesNotContain("s3cr3t", await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var removed = await admin.DeleteAsync($"/api/v1/ticket-targets/{view.Text("id")}");
        Assert.Equal(204, (int)removed.StatusCode);
    }

    private static string Day(RunningConsole console, int ahead) =>
        DateOnly.FromDateTime(console.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(ahead).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) => client.PostAsJsonAsync("/api/v1/incidents" + path, body);
}
