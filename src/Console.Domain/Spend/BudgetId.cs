namespace AgentConsole.Domain.Spend;

/// <summary>Names one budget, such as <c>agent:support-triage-v3</c>.</summary>
public readonly record struct BudgetId(BudgetKind Kind, string Name)
{
    public static BudgetId OfAgent(string agent) => new(BudgetKind.Agent, agent);

    public static bool TryParse(string? text, out BudgetId id)
    {
        id = default;
        if (text?.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return false;
        var name = text[(colon + 1)..];
        if (name.Length is 0 or > SpendLimits.BudgetNameLengthMax || !WireName.TryParse<BudgetKind>(text[..colon], out var kind)) return false;
        id = new(kind, name);
        return true;
    }

    public override string ToString() => $"{WireName.Of(Kind)}:{Name}";
}
