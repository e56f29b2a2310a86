using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;

namespace AgentConsole.Web.Alerts;

/// <summary>A rule while somebody writes it: text as it was typed, which becomes a document that the room reads like any other.</summary>
public sealed class AlertRuleDraft
{
    /// <summary>The rule that is changed; null for a new one.</summary>
    public AlertRuleId? Id { get; private init; }
    public int? Seen { get; private init; }
    public AlertKind Kind { get; private set; }
    public string Name { get; set; } = "";
    public string Agent { get; set; } = "";
    public string Tool { get; set; } = "";
    public string Workflow { get; set; } = "";
    public string WindowMinutes { get; set; } = "";
    public string BaselineHours { get; set; } = "";
    public string Minimum { get; set; } = "";
    public string Chance { get; set; } = "";
    public string Factor { get; set; } = "";
    public string Limit { get; set; } = "";
    public AlertSeverity Severity { get; set; }
    public string Owner { get; set; } = "";
    public string Runbook { get; set; } = "";
    public AlertMode Mode { get; set; }
    public string QuietMinutes { get; set; } = "";
    public bool IsMailed { get; set; }
    /// <summary>Channels that are named; none means all.</summary>
    public HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    public AlertTraits Traits => AlertTraits.Of(Kind);

    public static AlertRuleDraft New(AlertKind kind) => Of(null, null, AlertTerms.Usual("", kind));

    public static AlertRuleDraft Of(AlertRule rule) => Of(rule.Id, rule.Version, rule.Terms);

    /// <summary>Another kind begins with what is usual for it.</summary>
    public void Become(AlertKind kind)
    {
        var usual = New(kind);
        Kind = kind;
        (WindowMinutes, BaselineHours, Minimum, Chance, Factor, Limit) = (usual.WindowMinutes, usual.BaselineHours, usual.Minimum, usual.Chance, usual.Factor, usual.Limit);
    }

    /// <summary>As a document; what is no number is handed on as text, and named by whoever reads it.</summary>
    public JsonElement ToDocument()
    {
        var document = new JsonObject { ["name"] = Name.Trim(), ["kind"] = WireName.Of(Kind) };
        if (Traits.HasAgent) Text("agent", Agent);
        if (Traits.HasTool) Text("tool", Tool);
        if (Traits.HasWorkflow) Text("workflow", Workflow);
        if (Traits.WindowMinutes is not null) Number("window_minutes", WindowMinutes);
        if (Traits.BaselineHours is not null) Number("baseline_hours", BaselineHours);
        if (Traits.Minimum is not null) Number("minimum", Minimum);
        if (Traits.ChancePerMillion is not null) Number("chance", Chance);
        if (Traits.FactorTenths is not null) Number("factor", Factor);
        if (Traits.LimitMicros is not null) Number("limit", Limit);
        document["severity"] = WireName.Of(Severity);
        Text("owner", Owner);
        Text("runbook", Runbook);
        document["mode"] = WireName.Of(Mode);
        document["channels"] = new JsonArray([.. Channels.Concat(IsMailed ? [AlertTerms.MailChannel] : []).Select(channel => JsonValue.Create(channel))]);
        Number("quiet_minutes", QuietMinutes);
        return JsonElement.Parse(document.ToJsonString());

        void Text(string name, string typed)
        {
            if (typed.Trim().Length > 0) document[name] = typed.Trim();
        }

        void Number(string name, string typed)
        {
            if (typed.Trim().Length == 0) return;
            document[name] = decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : typed.Trim();
        }
    }

    private static AlertRuleDraft Of(AlertRuleId? id, int? seen, AlertTerms terms)
    {
        var draft = new AlertRuleDraft
        {
            Id = id,
            Seen = seen,
            Kind = terms.Kind,
            Name = terms.Name,
            Agent = terms.Scope.Agent ?? "",
            Tool = terms.Scope.Tool ?? "",
            Workflow = terms.Scope.Workflow ?? "",
            WindowMinutes = Typed(terms.WindowMinutes),
            BaselineHours = Typed(terms.BaselineHours),
            Minimum = Typed(terms.Minimum),
            Chance = Typed(terms.ChancePerMillion / 1_000_000m),
            Factor = Typed(terms.FactorTenths / 10m),
            Limit = Typed((decimal)terms.LimitMicros / AlertLimits.Micros),
            Severity = terms.Severity,
            Owner = terms.Owner ?? "",
            Runbook = terms.RunbookUrl ?? "",
            Mode = terms.Mode,
            QuietMinutes = Typed(terms.QuietMinutes),
            IsMailed = terms.Channels.Contains(AlertTerms.MailChannel),
        };
        foreach (var channel in terms.Channels.Where(channel => channel != AlertTerms.MailChannel)) draft.Channels.Add(channel);
        return draft;
    }

    private static string Typed(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
