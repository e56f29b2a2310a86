using System.Text.Json;

namespace AgentConsole.Domain.Alerts.Notices;

/// <summary>An alert as Slack's incoming webhooks take it: a line for notifications, and blocks. Every text is escaped as Slack asks.</summary>
public static class SlackMessage
{
    private const int FieldsMax = 10;

    public static byte[] Of(AlertNotice notice) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        text = Escaped($"{notice.Title}. {notice.Summary}"),
        blocks = Blocks(notice),
    });

    private static List<object> Blocks(AlertNotice notice)
    {
        List<object> blocks =
        [
            new { type = "header", text = new { type = "plain_text", text = Escaped(notice.Title) } },
            Section(Escaped(notice.Summary)),
            new
            {
                type = "section",
                fields = notice.Facts.Where(fact => fact.Key != "runbook").Take(FieldsMax)
                    .Select(fact => Verbatim($"*{fact.Key.Replace('_', ' ')}*\n{Escaped(fact.Value)}")),
            },
        ];
        // What is no whole address would be shown as text and lead nowhere.
        if (notice.WholeLink is { } link) blocks.Add(Section($"<{Escaped(link)}|Open the alert>"));
        if (notice.Runbook is { } runbook) blocks.Add(Section($"<{Escaped(runbook)}|Runbook>"));
        blocks.Add(new { type = "context", elements = new[] { Verbatim(notice.Id) } });
        return blocks;
    }

    private static object Section(string text) => new { type = "section", text = Verbatim(text) };

    // Otherwise Slack makes links of names that look like an address or a channel.
    private static object Verbatim(string text) => new { type = "mrkdwn", text, verbatim = true };

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
