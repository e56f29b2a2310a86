using System.Text.Json;

namespace AgentConsole.Domain.Alerts.Notices;

/// <summary>
/// An alert as a Teams workflow takes it: a message with one Adaptive Card. Texts are runs, not blocks of text, since those read a kind of
/// Markdown in which a name could become a link.
/// </summary>
public static class TeamsMessage
{
    public static byte[] Of(AlertNotice notice)
    {
        var body = new List<object>
        {
            Block([Run(notice.Title, isBold: true)], "Large"),
            Block([Run(notice.Summary, isBold: false)], "Default"),
        };
        body.AddRange(notice.Facts.Where(fact => fact.Key != "runbook")
            .Select(fact => Block([Run(fact.Key.Replace('_', ' ') + ": ", isBold: true), Run(fact.Value, isBold: false)], "Small")));
        body.Add(Block([Run(notice.Id, isBold: false)], "Small"));
        var actions = new List<object>();
        if (notice.WholeLink is { } link) actions.Add(Open("Open the alert", link));
        if (notice.Runbook is { } runbook) actions.Add(Open("Runbook", runbook));
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message",
            attachments = new object[]
            {
                new
                {
                    contentType = "application/vnd.microsoft.card.adaptive",
                    contentUrl = (string?)null,
                    content = new Dictionary<string, object>
                    {
                        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                        ["type"] = "AdaptiveCard",
                        ["version"] = "1.4",
                        ["body"] = body,
                        ["actions"] = actions,
                    },
                },
            },
        });

        static object Block(object[] runs, string size) => new { type = "RichTextBlock", spacing = size == "Small" ? "None" : "Default", inlines = runs };

        static object Run(string text, bool isBold) => new { type = "TextRun", text, weight = isBold ? "Bolder" : "Default" };

        static object Open(string title, string url) => new { type = "Action.OpenUrl", title, url };
    }
}
