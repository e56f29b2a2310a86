using System.Globalization;
using System.Text;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Alerts;

/// <summary>What an alert is about, or what a rule is narrowed to; null is any of them.</summary>
public sealed record AlertScope(string? Agent = null, string? Tool = null, string? Workflow = null, string? Environment = null)
{
    public static readonly AlertScope Everything = new();

    /// <summary>The same fault has the same key: one kind of harm to one thing. INVARIANT: different scopes never share one.</summary>
    /// <param name="shadowOf">Where nobody is told, the rule whose count it is.</param>
    public string KeyOf(AlertKind kind, AlertRuleId? shadowOf = null)
    {
        var text = new StringBuilder(WireName.Of(kind));
        foreach (var part in (string?[])[Agent, Tool, Workflow, Environment, shadowOf?.ToString()])
            text.Append(part is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}"));
        return Digest.OfBytes(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>In words, such as <c>agent a, tool b</c>.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Agent is not null) parts.Add("agent " + Agent);
        if (Tool is not null) parts.Add("tool " + Tool);
        if (Workflow is not null) parts.Add("workflow " + Workflow);
        if (Environment is not null) parts.Add("environment " + Environment);
        return parts.Count == 0 ? "everything" : string.Join(", ", parts);
    }
}
