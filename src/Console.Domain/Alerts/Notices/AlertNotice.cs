using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Alerts.Notices;

/// <summary>
/// What leaves the house of an alert, the same for every channel: figures, names and a link. INVARIANT: every text is printable ASCII, and a name
/// that is no plain one has lost what could be markup or an address; nothing of what an agent sent to a tool is in it.
/// </summary>
/// <param name="EventType">alert.fired or alert.resolved.</param>
/// <param name="Link">Where it is read; a path alone where nobody said under which address the console is reached.</param>
public sealed record AlertNotice(string EventType, string Id, string Title, string Summary, string Severity, string Kind, IReadOnlyList<KeyValuePair<string, string>> Facts, string Link)
{
    private const int NameLengthMax = 60;
    private static readonly JsonSerializerOptions Form = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const int SummaryLengthMax = 400;
    private static readonly System.Buffers.SearchValues<char> InNames =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .-_/@");

    public bool IsOver => EventType == Deliveries.EventType.AlertResolved;

    /// <summary>Null where the console's own address is not known: a path is no link to whoever reads it elsewhere.</summary>
    public string? WholeLink => Link.StartsWith("http", StringComparison.Ordinal) ? Link : null;

    public string? Runbook => Facts.FirstOrDefault(fact => fact.Key == "runbook").Value;

    public static AlertNotice Of(string eventType, Alert alert, ReviewLinks links)
    {
        var facts = new List<KeyValuePair<string, string>>();
        Say("agent", alert.Agent is { } agent ? Name(agent) : null);
        Say("tool", alert.Tool is { } tool ? Name(tool) : null);
        Say("workflow", alert.Workflow is { Length: > 0 } workflow ? Name(workflow) : null);
        Say("environment", alert.Environment is { } environment ? Name(environment) : null);
        Say("fault_domain", WireName.Of(alert.Fault));
        Say("value", AlertEntryFields.FigureOf(alert.ValueMicros));
        Say("limit", AlertEntryFields.FigureOf(alert.LimitMicros));
        Say("usual", alert.UsualMicros is { } usual ? AlertEntryFields.FigureOf(usual) : null);
        Say("unit", alert.Traits.Unit);
        Say("first_seen_at", Time(alert.FirstSeenAt));
        Say("last_seen_at", Time(alert.LastSeenAt));
        Say("occurrences", alert.Occurrences.ToString(CultureInfo.InvariantCulture));
        Say("runbook", alert.RunbookUrl);
        var state = eventType == Deliveries.EventType.AlertResolved ? "Over" : WireName.Of(alert.Severity);
        return new(eventType, alert.Id.ToString(), $"{state}: {alert.Traits.Title}", Plain(AlertSentence.Of(alert, Name), SummaryLengthMax),
            WireName.Of(alert.Severity), WireName.Of(alert.Kind), facts, links.Alert(alert.Id));

        void Say(string name, string? value)
        {
            if (value is not null) facts.Add(new(name, value));
        }
    }

    /// <summary>The <c>data</c> of a message, and what lies in the outbox until it leaves.</summary>
    public string ToData() => JsonSerializer.Serialize(new Dictionary<string, string>(
        [new("id", Id), new("title", Title), new("summary", Summary), new("severity", Severity), new("kind", Kind), .. Facts, new("link", Link)]), Form);

    /// <summary>Reads what <see cref="ToData"/> wrote.</summary>
    public static AlertNotice Read(string eventType, string data)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, string>>(data)!;
        string[] own = ["id", "title", "summary", "severity", "kind", "link"];
        return new(eventType, members["id"], members["title"], members["summary"], members["severity"], members["kind"],
            [.. members.Where(member => !own.Contains(member.Key))], members["link"]);
    }

    /// <summary>Printable ASCII on one line, and no longer than that.</summary>
    public static string Plain(string text, int lengthMax) =>
        new([.. (text.Length <= lengthMax ? text : text[..(lengthMax - 3)] + "...").Select(sign => sign is >= ' ' and <= '~' ? sign : '?')]);

    private static string Name(string name)
    {
        var cut = name.Length <= NameLengthMax ? name : name[..(NameLengthMax - 3)] + "...";
        return new([.. cut.Select(sign => InNames.Contains(sign) ? sign : '?')]);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
