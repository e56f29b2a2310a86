using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule as somebody states it: what it looks for, from when on it is too much, and who is told.</summary>
public sealed record AlertTerms
{
    /// <summary>What stands for mail to the owner among the channels.</summary>
    public const string MailChannel = "mail";

    public required string Name { get; init; }
    public required AlertKind Kind { get; init; }
    /// <summary>What it is narrowed to.</summary>
    public AlertScope Scope { get; init; } = AlertScope.Everything;
    public int WindowMinutes { get; init; }
    public int BaselineHours { get; init; }
    public int Minimum { get; init; }
    public int ChancePerMillion { get; init; }
    public long LimitMicros { get; init; }
    public int FactorTenths { get; init; }
    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;
    /// <summary>Who looks after it, by e-mail; null leaves it to whoever answers for the agent.</summary>
    public string? Owner { get; init; }
    public string? RunbookUrl { get; init; }
    public AlertMode Mode { get; init; } = AlertMode.Shadow;
    /// <summary>Ids of channels, and <see cref="MailChannel"/>; none named means all there are.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
    public int QuietMinutes { get; init; } = AlertLimits.QuietMinutesDefault;

    public AlertTraits Traits => AlertTraits.Of(Kind);

    public double Chance => ChancePerMillion / 1e6;

    /// <summary>A rule of that kind with the figures that are usual for it.</summary>
    public static AlertTerms Usual(string name, AlertKind kind)
    {
        var traits = AlertTraits.Of(kind);
        return new()
        {
            Name = name,
            Kind = kind,
            WindowMinutes = traits.WindowMinutes ?? 0,
            BaselineHours = traits.BaselineHours ?? 0,
            Minimum = traits.Minimum ?? 0,
            ChancePerMillion = traits.ChancePerMillion ?? 0,
            LimitMicros = traits.LimitMicros ?? 0,
            FactorTenths = traits.FactorTenths ?? 0,
        };
    }

    /// <summary>Reads the document of a rule; null where anything about it is wrong, and then every fault is named. Without a mode it is in shadow.</summary>
    public static AlertTerms? Parse(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;
        var name = Line(members, "name", AlertLimits.NameLengthMax, isRequired: true) ?? "";
        if (members.Named<AlertKind>("kind", isRequired: true) is not { } kind) return null;

        var usual = Usual(name, kind);
        var traits = usual.Traits;
        var windowMax = traits.Statistic == AlertStatistic.Drift ? AlertLimits.DriftWindowMinutesMax : AlertLimits.WindowMinutesMax;
        var read = usual with
        {
            Scope = new(
                Of(traits.HasAgent, "agent", () => AgentIn(members)),
                Of(traits.HasTool, "tool", () => Line(members, "tool", AlertLimits.ToolLengthMax)),
                Of(traits.HasWorkflow, "workflow", () => Line(members, "workflow", AlertLimits.WorkflowLengthMax))),
            WindowMinutes = Number(traits.WindowMinutes, "window_minutes", AlertLimits.WindowMinutesMin, windowMax),
            BaselineHours = Number(traits.BaselineHours, "baseline_hours", 1, AlertLimits.BaselineHoursMax),
            Minimum = Number(traits.Minimum, "minimum", traits.Statistic == AlertStatistic.Cost ? AlertLimits.CostRunsMin : 1, AlertLimits.MinimumMax),
            ChancePerMillion = (int)Decimal(traits.ChancePerMillion, "chance", 1_000_000, 1, AlertLimits.ChancePerMillionMax),
            FactorTenths = (int)Decimal(traits.FactorTenths, "factor", 10, AlertLimits.FactorTenthsMin, AlertLimits.FactorTenthsMax),
            LimitMicros = Decimal(traits.LimitMicros, "limit", AlertLimits.Micros, 1, AlertLimits.FigureMicrosMax),
            Severity = members.Named<AlertSeverity>("severity") ?? usual.Severity,
            Owner = OwnerIn(members),
            RunbookUrl = RunbookIn(members),
            Mode = members.Named<AlertMode>("mode") ?? usual.Mode,
            Channels = members.Texts("channels", AlertLimits.ChannelsPerRuleMax, ChannelFault),
            QuietMinutes = members.Number("quiet_minutes", AlertLimits.QuietMinutesMin, AlertLimits.QuietMinutesMax) ?? usual.QuietMinutes,
        };
        CheckBaseline(members, read);
        members.RefuseOthers();
        return found.Count == 0 ? read : null;

        int Number(int? usualOne, string member, int min, int max)
        {
            if (usualOne is { } known) return members.Number(member, min, max) ?? known;
            return Refuse<int>(member);
        }

        long Decimal(long? usualOne, string member, long scale, long min, long max)
        {
            if (usualOne is not { } known) return Refuse<long>(member);
            if (members.Take(member) is not { } value) return known;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number is > -1_000_000_000_000m and < 1_000_000_000_000m
                && decimal.Truncate(number * scale) is var scaled && scaled == number * scale && scaled >= min && scaled <= max) return (long)scaled;
            members.Fault(member, "out_of_range", $"'{member}' must be a number from {(decimal)min / scale} to {(decimal)max / scale}, no finer than {1m / scale}.");
            return known;
        }

        string? Of(bool has, string member, Func<string?> take) => has ? take() : Refuse<string>(member);

        T? Refuse<T>(string member)
        {
            if (members.Take(member) is not null) members.Fault(member, "not_of_this_kind", $"A rule of the kind '{WireName.Of(kind)}' has no '{member}'.");
            return default;
        }
    }

    /// <summary>The document again; <see cref="Parse"/> reads it.</summary>
    public string ToJson()
    {
        var traits = Traits;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteString("kind", WireName.Of(Kind));
            if (Scope.Agent is not null) json.WriteString("agent", Scope.Agent);
            if (Scope.Tool is not null) json.WriteString("tool", Scope.Tool);
            if (Scope.Workflow is not null) json.WriteString("workflow", Scope.Workflow);
            if (traits.WindowMinutes is not null) json.WriteNumber("window_minutes", WindowMinutes);
            if (traits.BaselineHours is not null) json.WriteNumber("baseline_hours", BaselineHours);
            if (traits.Minimum is not null) json.WriteNumber("minimum", Minimum);
            if (traits.ChancePerMillion is not null) json.WriteNumber("chance", ChancePerMillion / 1_000_000m);
            if (traits.FactorTenths is not null) json.WriteNumber("factor", FactorTenths / 10m);
            if (traits.LimitMicros is not null) json.WriteNumber("limit", (decimal)LimitMicros / AlertLimits.Micros);
            json.WriteString("severity", WireName.Of(Severity));
            if (Owner is not null) json.WriteString("owner", Owner);
            if (RunbookUrl is not null) json.WriteString("runbook", RunbookUrl);
            json.WriteString("mode", WireName.Of(Mode));
            json.WriteStartArray("channels");
            foreach (var channel in Channels) json.WriteStringValue(channel);
            json.WriteEndArray();
            json.WriteNumber("quiet_minutes", QuietMinutes);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Whether that is an address that may be linked to: http or https, and nothing that signs in.</summary>
    public static bool IsRunbook(string text) =>
        text.Length <= AlertLimits.RunbookLengthMax && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.UserInfo.Length == 0 && uri.Host.Length > 0
        && text.All(sign => sign is > ' ' and <= '~' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}'));

    // A baseline of too few windows says nothing, and the rule would never fire without anybody knowing why.
    private static void CheckBaseline(DocumentMembers members, AlertTerms read)
    {
        if (read.Traits.Statistic is not (AlertStatistic.Count or AlertStatistic.Share)) return;
        var isHourly = read.WindowMinutes >= AlertLimits.HourlyMinutes;
        if (isHourly && read.WindowMinutes % 60 != 0) members.Fault("window_minutes", "out_of_range", "A window of an hour or more is of whole hours.");
        if (!isHourly && read.BaselineHours > AlertLimits.MinutelyBaselineHoursMax)
            members.Fault("baseline_hours", "out_of_range", $"For a window of less than an hour the baseline has at most {AlertLimits.MinutelyBaselineHoursMax} hours: minutes are not kept longer.");
        if (read.Traits.Statistic == AlertStatistic.Count && read.BaselineHours * 60 < read.WindowMinutes * AlertLimits.BaselineWindowsMin)
            members.Fault("baseline_hours", "out_of_range", $"The baseline holds at least {AlertLimits.BaselineWindowsMin} windows.");
    }

    private static string? AgentIn(DocumentMembers members)
    {
        if (members.Text("agent", AgentLimits.NameLengthMax) is not { } agent) return null;
        if (!AgentName.IsValid(agent)) members.Fault("agent", "malformed", "It must be the name of an agent.");
        return agent;
    }

    private static string? OwnerIn(DocumentMembers members)
    {
        if (members.Text("owner", AccessLimits.EmailLengthMax) is not { } email) return null;
        if (!EmailAddress.TryRead(email, out var address) || address != email) members.Fault("owner", "malformed", "It must be an e-mail address.");
        return email;
    }

    private static string? RunbookIn(DocumentMembers members)
    {
        if (members.Text("runbook", AlertLimits.RunbookLengthMax) is not { } text) return null;
        if (!IsRunbook(text)) members.Fault("runbook", "malformed", "It must be an http or https address without a user in it.");
        return text;
    }

    private static string? ChannelFault(string text) =>
        text == MailChannel || WebhookEndpointId.TryParse(text, out _) ? null : $"It must be '{MailChannel}' or the id of a channel.";

    private static string? Line(DocumentMembers members, string name, int lengthMax, bool isRequired = false)
    {
        if (members.Text(name, lengthMax, isRequired) is not { } text) return null;
        if (text.Any(char.IsControl) || string.IsNullOrWhiteSpace(text)) members.Fault(name, "malformed", "It must be one line of plain text.");
        return text;
    }
}
