using System.Globalization;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Alerts;

/// <summary>What happened, in a sentence that follows from the figures of an alert.</summary>
public static class AlertSentence
{
    /// <param name="shown">Makes a name fit for where it is read; names of tools and workflows may be an agent's own.</param>
    public static string Of(Alert alert, Func<string, string>? shown = null)
    {
        var name = shown ?? (text => text);
        var (value, window) = (Figure(alert.ValueMicros), Durations.Text(TimeSpan.FromMinutes(alert.WindowMinutes)));
        var whose = Whose(alert, name);
        return alert.Kind switch
        {
            AlertKind.DenialSpike => $"{value} denials{whose} in {window}; usual are {Usual(alert)}, and from {Figure(alert.LimitMicros)} on chance does not explain it.",
            AlertKind.ToolErrors => $"{value} % of calls{whose} failed in {window}; before it was {Usual(alert)} %.",
            AlertKind.RunawayRetries => $"One run proposed the very same call{whose} {value} times in {window}.",
            AlertKind.RunCost => $"A run{whose} cost {value} USD; half of the runs before cost at most {Usual(alert)} USD.",
            AlertKind.OutcomeDrift => $"{value} % of runs{whose} failed; before it was {Usual(alert)} %.",
            AlertKind.CapNear => $"{value} % of the day's cap{whose} is spent or reserved.",
            AlertKind.QueueAge => $"A proposal{whose} has waited for a person for {Durations.Text(TimeSpan.FromSeconds((double)alert.ValueMicros / AlertLimits.Micros))}.",
            AlertKind.NoResult => $"{value} released proposals{whose} were used, and nobody says how they ended.",
            AlertKind.FailedDeliveries => $"{value} messages were given up in {window}.",
        };
    }

    /// <summary>A figure without places that say nothing.</summary>
    public static string Figure(long micros)
    {
        var figure = (decimal)micros / AlertLimits.Micros;
        return figure.ToString(figure >= 100 ? "#,0" : figure >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
    }

    private static string Usual(Alert alert) => alert.UsualMicros is { } usual ? Figure(usual) : "unknown";

    private static string Whose(Alert alert, Func<string, string> name)
    {
        var parts = new List<string>();
        if (alert.Tool is { } tool) parts.Add("of the tool " + name(tool));
        if (alert.Agent is { } agent) parts.Add((parts.Count == 0 ? "of " : "by ") + name(agent));
        if (alert.Workflow is { } workflow) parts.Add("in the workflow " + (workflow.Length == 0 ? "without a name" : name(workflow)));
        if (alert.Environment is { } environment) parts.Add("in " + name(environment));
        return parts.Count == 0 ? "" : " " + string.Join(' ', parts);
    }
}
