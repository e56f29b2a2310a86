using System.Diagnostics.CodeAnalysis;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Alerts;

/// <summary>What the list of alerts shows, as its address says it. Without a state it shows what is not resolved.</summary>
public sealed record AlertsPageFilter(AlertFilter Filter, PageCursor? After = null, string? Fault = null)
{
    /// <summary>What stands for every state in the address.</summary>
    public const string AnyState = "any";

    /// <summary>What stands for all that are not resolved.</summary>
    public const string Active = "active";

    public bool IsNarrowed => Filter != new AlertFilter(IsActive: true);

    public string StateName => Filter.Status is { } status ? WireName.Of(status) : Filter.IsActive ? Active : AnyState;

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        Say("state", StateName == Active ? null : StateName);
        Say("kind", Filter.Kind is { } kind ? WireName.Of(kind) : null);
        Say("severity", Filter.Severity is { } severity ? WireName.Of(severity) : null);
        Say("agent", Filter.Agent);
        Say("rule", Filter.Rule?.ToString());
        Say("shadow", Filter.IsShadow ? "true" : null);
        Say("after", After?.ToString());
        return QueryHelpers.AddQueryString(Links.Alerts, parts);

        void Say(string name, string? value)
        {
            if (value is not null) parts[name] = value;
        }
    }

    public static AlertsPageFilter FromQuery(string? state, string? kind, string? severity, string? agent, string? rule, string? shadow, string? after)
    {
        TryRead(string.IsNullOrEmpty(state) ? Active : state, kind, severity, agent, rule, shadow, out var filter, out var fault);
        return new(filter, PageCursor.TryParse(after, out var place) ? place : null, fault);
    }

    /// <summary>The same for the wire, where no state means any.</summary>
    internal static bool TryRead(string? state, string? kind, string? severity, string? agent, string? rule, string? shadow, out AlertFilter filter, [NotNullWhen(false)] out string? fault)
    {
        filter = new(IsActive: state == Active, IsShadow: shadow == "true");
        fault = null;
        if (!string.IsNullOrEmpty(state) && state is not (AnyState or Active))
        {
            if (WireName.TryParse<AlertStatus>(state, out var status)) filter = filter with { Status = status };
            else fault = "state must be one of open, acknowledged, silenced, resolved, active, any.";
        }

        if (!string.IsNullOrEmpty(kind))
        {
            if (WireName.TryParse<AlertKind>(kind, out var named)) filter = filter with { Kind = named };
            else fault ??= "There is no such kind.";
        }

        if (!string.IsNullOrEmpty(severity))
        {
            if (WireName.TryParse<AlertSeverity>(severity, out var named)) filter = filter with { Severity = named };
            else fault ??= "severity must be one of info, warning, critical.";
        }

        if (!string.IsNullOrEmpty(rule))
        {
            if (AlertRuleId.TryParse(rule, out var id)) filter = filter with { Rule = id };
            else fault ??= "There is no such rule.";
        }

        if (!string.IsNullOrEmpty(agent))
        {
            if (agent.Length <= AgentLimits.NameLengthMax && !agent.Any(char.IsControl)) filter = filter with { Agent = agent };
            else fault ??= "That is no name of an agent.";
        }

        return fault is null;
    }
}
