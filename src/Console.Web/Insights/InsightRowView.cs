using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;

namespace AgentConsole.Web.Insights;

/// <summary>A group on the wire; it has the members that it was split by, and an empty text says that what was counted has no such name.</summary>
public abstract record InsightRowView
{
    public DateTimeOffset? At { get; init; }
    public string? Agent { get; init; }
    public string? Environment { get; init; }
    public string? Workflow { get; init; }
    public string? Kind { get; init; }
    public string? Tool { get; init; }
    public string? Model { get; init; }
    public string? Rule { get; init; }

    internal static T Named<T>(T row, GroupKey key, IReadOnlyList<Dimension> by) where T : InsightRowView
    {
        return (T)(row with
        {
            At = key.At,
            Agent = Of(Dimension.Agent),
            Environment = Of(Dimension.Environment),
            Workflow = Of(Dimension.Workflow),
            Kind = Of(Dimension.Kind),
            Tool = Of(Dimension.Tool),
            Model = Of(Dimension.Model),
            Rule = Of(Dimension.Rule),
        });

        string? Of(Dimension dimension)
        {
            for (var at = 0; at < by.Count; at++) if (by[at] == dimension) return key.Names[at];
            return null;
        }
    }
}
