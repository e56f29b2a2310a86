using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Telemetry;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Incidents;

public sealed class TicketSystemTests
{
    private const string Hostile = "@everyone [click](https://evil.test) <img src=x onerror=alert(1)> ``` !17 #1 www.evil.test {html} [~admin]\n/assign @root";
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TicketStamp Stamp = new(DeliveryId.New(Now), Now, Now);

    public static TheoryData<TicketKind> EveryKind => [.. Enum.GetValues<TicketKind>()];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Jira_cloud_is_asked_for_exactly_this()
    {
        var target = Target(TicketKind.JiraCloud);

        var call = TicketSystems.Of(TicketKind.JiraCloud).Create(target, Text("Plain title", "crm.get"), "a@b.test:token", Stamp);

        Assert.Equal(("POST", "https://tickets.example.com/rest/api/3/issue"), (call.Method, call.Url));
        Assert.Contains(KeyValuePair.Create("Authorization", "Basic " + Convert.ToBase64String("a@b.test:token"u8)), call.Headers);
        var body = Json(call);
        Assert.Equal(["fields", "properties"], Names(body));
        var fields = body.GetProperty("fields");
        Assert.Equal(["description", "issuetype", "labels", "priority", "project", "summary"], Names(fields));
        Assert.Equal(("""{"key":"OPS"}""", """{"name":"Bug"}""", """{"name":"Highest"}""", "Plain title"),
            (fields.GetProperty("project").GetRawText(), fields.GetProperty("issuetype").GetRawText(), fields.GetProperty("priority").GetRawText(), fields.GetProperty("summary").GetString()));
        var properties = body.GetProperty("properties");
        Assert.Equal($$$"""[{"key":"agentconsole","value":{"incidentId":"{{{IdOf(call)}}}"}}]""", properties.GetRawText());
        Assert.Equal(["agent", "agentconsole-" + IdOf(call).Replace('_', '-')], fields.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));
        var document = fields.GetProperty("description");
        Assert.Equal(("doc", 1), (document.GetProperty("type").GetString(), document.GetProperty("version").GetInt32()));
    }

    [Fact]
    public void A_document_of_jira_holds_known_nodes_alone_and_never_an_empty_text()
    {
        var call = TicketSystems.Of(TicketKind.JiraCloud).Create(Target(TicketKind.JiraCloud), Text(Hostile, Hostile), "a:b", Stamp);

        var paragraphs = Json(call).GetProperty("fields").GetProperty("description").GetProperty("content").EnumerateArray().ToList();
        Assert.All(paragraphs, paragraph => Assert.Equal(("content,type", "paragraph"), (string.Join(',', Names(paragraph)), paragraph.GetProperty("type").GetString())));
        var texts = paragraphs.SelectMany(paragraph => paragraph.GetProperty("content").EnumerateArray()).ToList();
        Assert.All(texts, text => Assert.True(text.GetProperty("type").GetString() == "text" && text.GetProperty("text").GetString() is { Length: > 0 } said && !said.Any(char.IsControl), text.GetRawText()));
        Assert.All(texts.Where(text => text.TryGetProperty("marks", out _)), text => Assert.Contains(text.GetProperty("marks")[0].GetProperty("type").GetString(), (string[])["code", "link"]));
        // The one link is ours.
        Assert.Equal(["https://console.example.com/incident?id=" + IdOf(call)],
            texts.Where(text => text.TryGetProperty("marks", out var marks) && marks[0].GetProperty("type").GetString() == "link").Select(text => text.GetProperty("marks")[0].GetProperty("attrs").GetProperty("href").GetString()!));
    }

    [Fact]
    public void The_summary_is_one_line_of_at_most_255_characters()
    {
        var call = TicketSystems.Of(TicketKind.JiraCloud).Create(Target(TicketKind.JiraCloud), Text("first\r\nsecond\u2028third " + new string('x', 400), "t"), "a:b", Stamp);

        var summary = Json(call).GetProperty("fields").GetProperty("summary").GetString()!;
        Assert.InRange(summary.Length, 1, 255);
        Assert.DoesNotContain(summary, sign => char.IsControl(sign) || sign == '\u2028');
    }

    [Theory]
    [InlineData(TicketKind.Github)]
    [InlineData(TicketKind.Gitlab)]
    public void A_title_that_is_broken_at_its_mentions_is_no_longer_for_it(TicketKind kind)
    {
        var call = TicketSystems.Of(kind).Create(Target(kind), Text(string.Concat(Enumerable.Repeat("@a#1", 70)), "t"), "token", Stamp);

        var title = Json(call).GetProperty("title").GetString()!;
        Assert.InRange(title.Length, 200, 255);
        Assert.DoesNotMatch("[@#][a-z0-9]", title);
    }

    [Fact]
    public void Github_is_asked_for_the_label_first_and_search_only_after_that()
    {
        var github = TicketSystems.Of(TicketKind.Github);
        var text = Text("t", "x");
        var looks = github.Find(Target(TicketKind.Github), text, "ghp");

        Assert.Equal(["/repos/acme/ops/issues", "/search/issues"], looks.Select(look => new Uri(look.Url).AbsolutePath));
        Assert.Equal($"?labels={text.Marker}&state=all&sort=created&direction=asc&per_page=1", new Uri(looks[0].Url).Query);
        Assert.Equal("#7", Found($$"""[{"number":7,"html_url":"https://github.com/acme/ops/issues/7","body":"written anew","labels":[{"name":"{{text.Marker}}"}]}]""")?.Key);
        Assert.Equal("#8", Found($$"""{"items":[{"number":8,"body":"Incident: {{text.Id}}","labels":[]}]}""")?.Key);
        Assert.Null(Found("""[{"number":9,"body":"another","labels":[{"name":"bug"}]}]"""));

        TicketReceipt? Found(string answer) => github.FoundIn(Target(TicketKind.Github), text, JsonElement.Parse(answer));
    }

    [Fact]
    public void In_the_wiki_of_a_data_center_nothing_that_an_agent_wrote_acts()
    {
        var call = TicketSystems.Of(TicketKind.JiraDataCenter).Create(Target(TicketKind.JiraDataCenter), Text("t", Hostile), "pat", Stamp);

        Assert.Equal("https://tickets.example.com/rest/api/2/issue", call.Url);
        Assert.Contains(KeyValuePair.Create("Authorization", "Bearer pat"), call.Headers);
        var description = Json(call).GetProperty("fields").GetProperty("description").GetString()!;
        var own = "[Open in console|https://console.example.com/incident?id=" + IdOf(call) + "]";
        Assert.EndsWith(own, description, StringComparison.Ordinal);
        var rest = description[..^own.Length];
        Assert.DoesNotMatch(@"(?<!\\)[\[\]{}!|~@^]", rest);
        Assert.DoesNotContain("://", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("www.", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("\n/", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TicketKind.Github, "body")]
    [InlineData(TicketKind.Gitlab, "description")]
    public void In_markdown_nothing_that_an_agent_wrote_mentions_links_commands_or_is_html(TicketKind kind, string member)
    {
        var call = TicketSystems.Of(kind).Create(Target(kind), Text(Hostile, Hostile), "token", Stamp);

        var markdown = Json(call).GetProperty(member).GetString()!;
        // Outside of code spans stand only our own words and our one link.
        var outside = System.Text.RegularExpressions.Regex.Replace(markdown, @"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "");
        var own = $"[Open in console](<https://console.example.com/incident?id={IdOf(call)}>)";
        Assert.EndsWith(own, outside, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("@", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(?!https://console)", outside);
        Assert.All(markdown.Split('\n'), line => Assert.DoesNotMatch("^\\s*/", line));
        var title = Json(call).GetProperty("title").GetString()!;
        Assert.DoesNotMatch("@[a-zA-Z]", title);
        Assert.DoesNotContain("://", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Github_and_gitlab_are_asked_for_exactly_this()
    {
        var github = TicketSystems.Of(TicketKind.Github).Create(Target(TicketKind.Github), Text("t", "x"), "ghp", Stamp);
        var gitlab = TicketSystems.Of(TicketKind.Gitlab).Create(Target(TicketKind.Gitlab), Text("t", "x"), "glpat", Stamp);

        Assert.Equal(("https://tickets.example.com/repos/acme/ops/issues", "https://tickets.example.com/api/v4/projects/acme%2Fops/issues"), (github.Url, gitlab.Url));
        Assert.Equal(["body", "labels", "title"], Names(Json(github)));
        Assert.Equal(["confidential", "description", "labels", "title"], Names(Json(gitlab)));
        Assert.True(Json(gitlab).GetProperty("confidential").GetBoolean());
        Assert.Equal([KeyValuePair.Create("Authorization", "Bearer ghp"), KeyValuePair.Create("Accept", "application/vnd.github+json"), KeyValuePair.Create("X-GitHub-Api-Version", "2022-11-28")], github.Headers);
        Assert.Equal(KeyValuePair.Create("PRIVATE-TOKEN", "glpat"), gitlab.Headers[0]);
    }

    [Fact]
    public void A_webhook_gets_the_event_signed_or_its_template_filled()
    {
        var secret = WebhookSecret.Of(new byte[32]);
        var target = Target(TicketKind.Webhook);
        var plain = TicketSystems.Of(TicketKind.Webhook).Create(target, Text("Say \"hi\"", "x"), secret.Reveal(), Stamp);
        target.Template = """{"summary":"{title} ({severity})","list":[{"agent":"{agent}"}],"n":1}""";
        var filled = TicketSystems.Of(TicketKind.Webhook).Create(target, Text("Say \"hi\"", "x"), secret.Reveal(), Stamp);

        var body = Json(plain);
        Assert.Equal(["data", "timestamp", "type"], Names(body));
        Assert.Equal(("incident.opened", "Say \"hi\""), (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("title").GetString()));
        Assert.Equal("""{"summary":"Say \"hi\" (critical)","list":[{"agent":"support"}],"n":1}""", JsonSerializer.Serialize(Json(filled), Plain));
        Assert.All([plain, filled], call => Assert.True(WebhookSignature.Verify(secret,
            new(Header(call, "webhook-id"), Header(call, "webhook-timestamp"), Header(call, "webhook-signature")), call.Body, Now)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":"{nothing}"}""")]
    [InlineData("""{"a":"{title"}""")]
    [InlineData("""{"a":1,"a":2}""")]
    public void A_template_that_cannot_be_filled_is_refused(string template) => Assert.NotNull(TicketTemplate.FaultOf(template));

    [Theory, MemberData(nameof(EveryKind))]
    public void A_call_never_shows_its_secret(TicketKind kind)
    {
        var secret = kind == TicketKind.Webhook ? WebhookSecret.Of(new byte[32]).Reveal() : "someone:s3cr3t";

        var call = TicketSystems.Of(kind).Create(Target(kind), Text("t", "x"), secret, Stamp);

        Assert.DoesNotContain("s3cr3t", call.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, call.Url + Encoding.UTF8.GetString(call.Body!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TicketKind.Github, "https://api.github.com", """{"number":7,"html_url":"https://github.com/acme/ops/issues/7"}""", "#7", "https://github.com/acme/ops/issues/7")]
    [InlineData(TicketKind.Github, "https://api.github.com", """{"number":7,"html_url":"https://evil.test/7"}""", "#7", null)]
    [InlineData(TicketKind.Github, "https://api.github.com", """{"number":7,"html_url":"javascript:alert(1)"}""", "#7", null)]
    [InlineData(TicketKind.Gitlab, "https://gitlab.com", """{"id":1,"iid":3,"web_url":"https://gitlab.com/acme/ops/-/issues/3"}""", "#3", "https://gitlab.com/acme/ops/-/issues/3")]
    [InlineData(TicketKind.Gitlab, "https://gitlab.com", """{"iid":"x","web_url":"http://gitlab.com/a"}""", null, null)]
    [InlineData(TicketKind.JiraCloud, "https://acme.atlassian.net", """{"id":"10000","key":"OPS-24","self":"https://evil.test"}""", "OPS-24", "https://acme.atlassian.net/browse/OPS-24")]
    [InlineData(TicketKind.JiraCloud, "https://acme.atlassian.net", """{"key":"<b>"}""", null, null)]
    [InlineData(TicketKind.Webhook, "https://hooks.example.com/x", """{"key":"T-1","url":"https://hooks.example.com/t/1"}""", "T-1", "https://hooks.example.com/t/1")]
    [InlineData(TicketKind.Webhook, "https://hooks.example.com/x", """["no object"]""", null, null)]
    public void An_answer_gives_a_key_and_only_a_link_of_the_targets_own(TicketKind kind, string baseUrl, string answer, string? key, string? url)
    {
        var target = Target(kind);
        target.BaseUrl = baseUrl;

        Assert.Equal(new TicketReceipt(key, url), TicketSystems.Of(kind).ReceiptOf(target, JsonElement.Parse(answer)));
    }

    [Theory]
    [InlineData("""{"errorMessages":["No."],"errors":{"priority":"is unknown"}}""", "No.; priority: is unknown")]
    [InlineData("""{"message":"Validation Failed","errors":[{"field":"title","code":"missing"}]}""", "title missing; Validation Failed")]
    [InlineData("""{"message":{"title":["is too long"]}}""", "title: is too long")]
    [InlineData("""{"error":"insufficient_scope"}""", "insufficient_scope")]
    [InlineData("""{"else":1}""", null)]
    [InlineData("[]", null)]
    public void The_reason_of_a_system_is_read_from_its_own_shape(string answer, string? reason) => Assert.Equal(reason, TicketReason.Of(JsonElement.Parse(answer)));

    [Theory]
    [InlineData(TicketKind.JiraCloud, "ops")]
    [InlineData(TicketKind.JiraCloud, "OPS\" OR 1=1")]
    [InlineData(TicketKind.Github, "acme")]
    [InlineData(TicketKind.Github, "acme/..")]
    [InlineData(TicketKind.Github, "acme/ops?x")]
    [InlineData(TicketKind.Gitlab, "../admin")]
    [InlineData(TicketKind.Gitlab, "")]
    public void A_project_that_is_none_is_refused(TicketKind kind, string project)
    {
        var target = Target(kind);
        target.Project = project;

        Assert.NotEmpty(TicketSystems.Of(kind).FaultsOf(target));
    }

    [Theory, MemberData(nameof(EveryKind))]
    public void A_secret_that_no_header_takes_is_refused(TicketKind kind) =>
        Assert.All((string[])["", "a\r\nX-Evil: 1", "sp ace"], secret => Assert.NotNull(TicketSystems.Of(kind).FaultOfSecret(secret)));

    [Fact]
    public void Whatever_an_agent_writes_stays_one_closed_span_on_one_line() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var span = TicketMarkdown.Foreign(text ?? "");
        var fence = span[..span.IndexOf(' ', StringComparison.Ordinal)];
        return fence.Length > 0 && fence.All(sign => sign == '`') && span.EndsWith(' ' + fence, StringComparison.Ordinal)
            && !span.Contains('\n', StringComparison.Ordinal) && (span.Length <= 2 * fence.Length + 1 || !span[(fence.Length + 1)..^(fence.Length + 1)].Contains(fence, StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Foreign_text_cannot_close_its_code_span()
    {
        var span = TicketMarkdown.Foreign("``` @all `````");

        Assert.StartsWith("`````` ", span, StringComparison.Ordinal);
        Assert.EndsWith(" ``````", span, StringComparison.Ordinal);
    }

    private static TicketTarget Target(TicketKind kind) => new()
    {
        Id = TicketTargetId.New(Now),
        Name = "ops",
        Kind = kind,
        BaseUrl = "https://tickets.example.com",
        SecretName = "OPS",
        CreatedAt = Now,
        Project = kind is TicketKind.JiraCloud or TicketKind.JiraDataCenter ? "OPS" : "acme/ops",
        Labels = "agent",
        IssueType = "Bug",
        Priorities = "critical=Highest",
    };

    private static TicketText Text(string title, string tool) => TicketText.Of(new Incident
    {
        Id = IncidentId.New(Now),
        Agent = "support",
        Environment = "production",
        RunName = tool,
        OpenedBy = "server",
        OpenedAt = Now,
        Fault = FaultDomain.Tools,
        Story = Incident.StoryText([new(StoryPoint.FirstWrong, "First wrong step: 4, {name} failed.", tool), new(StoryPoint.Now, "It is still running.")]),
    }.Named(title, IncidentSeverity.Critical), "sha-256:abc", new ReviewLinks("https://console.example.com"));

    private static JsonElement Json(TicketCall call) => JsonElement.Parse(call.Body!);

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private static string IdOf(TicketCall call) => System.Text.RegularExpressions.Regex.Match(Encoding.UTF8.GetString(call.Body!), "inc_[0-9a-f]{32}").Value;

    private static string Header(TicketCall call, string name) => call.Headers.Single(header => header.Key == name).Value;
}
