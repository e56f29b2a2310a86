using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Alerts.Notices;
using AgentConsole.Domain.Deliveries;
using Xunit;

namespace AgentConsole.Domain.Tests.Alerts;

public sealed class AlertNoticeTests
{
    private const string Hostile = "x<!channel>&[click](http://evil.test)\r\nBcc: all@example.com\u202e\0\"';";
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReviewLinks Links = new("https://console.example.com");

    [Fact]
    public void Slack_takes_a_text_and_blocks_in_which_nothing_can_call_or_link()
    {
        using var json = JsonDocument.Parse(SlackMessage.Of(Notice()));
        var root = json.RootElement;

        Assert.Equal(["text", "blocks"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["header", "section", "section", "section", "section", "context"], root.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("plain_text", root.GetProperty("blocks")[0].GetProperty("text").GetProperty("type").GetString());
        Assert.InRange(root.GetProperty("blocks")[2].GetProperty("fields").GetArrayLength(), 1, 10);
        Assert.Equal($"<https://console.example.com/alert?id={Alert().Id}|Open the alert>", root.GetProperty("blocks")[3].GetProperty("text").GetProperty("text").GetString());
        Assert.Equal("<https://example.com/r?a=1&amp;b=2|Runbook>", root.GetProperty("blocks")[4].GetProperty("text").GetProperty("text").GetString());
        foreach (var text in TextsIn(root).Where(text => !text.StartsWith("<https://", StringComparison.Ordinal))) Assert.DoesNotContain('<', text);
        Assert.All(TextsIn(root), text => Assert.DoesNotContain("!channel", text, StringComparison.Ordinal));
        var blocks = root.GetProperty("blocks");
        var texts = blocks.EnumerateArray().SelectMany(block => block.TryGetProperty("text", out var text) ? [text]
            : block.TryGetProperty("fields", out var fields) ? fields.EnumerateArray() : block.GetProperty("elements").EnumerateArray().AsEnumerable());
        Assert.All(texts.Where(text => text.GetProperty("type").GetString() == "mrkdwn"), text => Assert.True(text.GetProperty("verbatim").GetBoolean()));
    }

    [Fact]
    public void Teams_takes_a_message_with_one_adaptive_card_whose_texts_are_runs()
    {
        using var json = JsonDocument.Parse(TeamsMessage.Of(Notice()));
        var root = json.RootElement;

        Assert.Equal("message", root.GetProperty("type").GetString());
        var attachment = Assert.Single(root.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        var card = attachment.GetProperty("content");
        Assert.Equal(("AdaptiveCard", "1.4"), (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()));
        Assert.All(card.GetProperty("body").EnumerateArray(), block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal([$"https://console.example.com/alert?id={Alert().Id}", "https://example.com/r?a=1&b=2"], card.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("url").GetString()));
        Assert.All(TextsIn(card.GetProperty("body")), text => Assert.DoesNotContain("](", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_has_one_header_a_line_whatever_a_name_holds()
    {
        var text = Encoding.ASCII.GetString(new AlertLetter(Notice(), "console@example.com", "sre@example.com", new DeliveryId(Guid.Empty)).ToBytes(Noon));
        var lines = text.Split("\r\n");
        var head = lines.TakeWhile(line => line.Length > 0).ToList();

        Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], head.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Contains("Subject: [alert] critical: Tool errors above the usual", head);
        Assert.DoesNotContain(lines, line => line.StartsWith("Bcc", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text, sign => Assert.True(sign is '\r' or '\n' or >= ' ' and <= '~'));
        Assert.Contains($"https://console.example.com/alert?id={Alert().Id}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_in_the_outbox_is_read_back_whole_and_fits_its_column()
    {
        var alert = Alert(new string('\u00e9', AlertLimits.ToolLengthMax), new string('"', AlertLimits.WorkflowLengthMax), "https://example.com/" + new string('a', AlertLimits.RunbookLengthMax - 20));
        var notice = AlertNotice.Of(EventType.AlertFired, alert, Links);

        var data = notice.ToData();

        Assert.True(data.Length <= DeliveriesLimits.NoticeCharactersMax, $"{data.Length} characters");
        var read = AlertNotice.Read(EventType.AlertFired, data);
        Assert.Equal((notice.Id, notice.Title, notice.Summary, notice.Link), (read.Id, read.Title, read.Summary, read.Link));
        Assert.Equal(notice.Facts, read.Facts);
    }

    [Fact]
    public void Without_an_address_of_the_console_there_is_no_link_that_leads_nowhere()
    {
        var notice = AlertNotice.Of(EventType.AlertResolved, Alert(), new(""));

        Assert.Null(notice.WholeLink);
        Assert.StartsWith("Over: ", notice.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("Open the alert", Encoding.UTF8.GetString(SlackMessage.Of(notice)), StringComparison.Ordinal);
        Assert.DoesNotContain("Open the alert", Encoding.UTF8.GetString(TeamsMessage.Of(notice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_says_what_happened_and_what_to_do()
    {
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            var rule = AlertRule.Of(AlertTerms.Usual("r", kind), Noon);
            var alert = Domain.Alerts.Alert.Open(rule, new(new("support", "billing.refund"), true, 12_000_000, 5_000_000, 1_000_000), "key", 1, Noon);

            Assert.EndsWith(".", AlertSentence.Of(alert), StringComparison.Ordinal);
            Assert.Contains("12", AlertSentence.Of(alert), StringComparison.Ordinal);
            Assert.InRange(AlertAdvice.Of(kind).Count, 2, 5);
        }
    }

    [Fact]
    public void Evidence_is_bounded_and_never_cut_in_half()
    {
        var rule = AlertRule.Of(AlertTerms.Usual("r", AlertKind.ToolErrors), Noon);
        var many = Enumerable.Range(0, 100).Select(at => new AlertEvidence(AlertEvidenceKind.Run, new string('\u202e', 190) + at, "support", "production"));

        var alert = Domain.Alerts.Alert.Open(rule, new(AlertScope.Everything, true, 1, 1) { Evidence = [.. many, new(AlertEvidenceKind.Run, new string('a', 300))] }, "key", 1, Noon);

        Assert.InRange(alert.EvidenceList.Count, 5, AlertLimits.EvidenceMax);
        Assert.True(alert.Evidence.Length <= AlertLimits.EvidenceLengthMax);
        Assert.All(alert.EvidenceList, one => Assert.StartsWith("\u202e", one.Id, StringComparison.Ordinal));
    }

    private static AlertNotice Notice() => AlertNotice.Of(EventType.AlertFired, Alert(), Links);

    private static readonly Alert Kept = Alert(Hostile, Hostile, "https://example.com/r?a=1&b=2");

    private static Alert Alert() => Kept;

    private static Alert Alert(string tool, string workflow, string runbook)
    {
        var rule = AlertRule.Of(AlertTerms.Usual("r", AlertKind.ToolErrors) with { Severity = AlertSeverity.Critical, RunbookUrl = runbook, Mode = AlertMode.Enforce }, Noon);
        return Domain.Alerts.Alert.Open(rule, new AlertFinding(new("support", tool, workflow), true, 31_000_000, 9_000_000, 400_000), "key", 1, Noon);
    }

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
