using AgentConsole.Domain;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>One argument in the form, with what is chosen for it so far.</summary>
internal sealed class PermitDraft
{
    public required string Name { get; init; }
    /// <summary>The name, with all that would not be seen made visible.</summary>
    public required string Label { get; init; }
    public required string Shown { get; init; }
    /// <summary>What the contract marks stays the same, whatever the form says.</summary>
    public required bool IsFixed { get; init; }
    public required bool IsMoney { get; init; }
    public PermitRuleKind Kind { get; set; }
    public string AtMost { get; set; } = "";

    public PermitWish Wish => new(Kind, Kind == PermitRuleKind.AtMost && ExactDecimal.Of(AtMost.Trim()) is { } amount ? Money.NanosOf(amount) : null);
}
