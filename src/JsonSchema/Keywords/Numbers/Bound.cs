using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Numbers;

/// <summary>One end of a range.</summary>
internal sealed class Bound(BoundKind kind, string keyword, NumberValue value, string text)
{
    public string Keyword { get; } = keyword;

    /// <summary>The bound as the schema writes it, cut.</summary>
    public string Text { get; } = text;

    public bool Allows(in NumberValue number)
    {
        var order = NumberValue.Compare(number, value);
        return kind switch
        {
            BoundKind.AtLeast => order >= 0,
            BoundKind.AtMost => order <= 0,
            BoundKind.MoreThan => order > 0,
            BoundKind.LessThan => order < 0,
        };
    }

    public string Describe() => kind switch
    {
        BoundKind.AtLeast => "at least",
        BoundKind.AtMost => "at most",
        BoundKind.MoreThan => "more than",
        BoundKind.LessThan => "less than",
    };
}
