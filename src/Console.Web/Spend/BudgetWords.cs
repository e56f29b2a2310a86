using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Spend;

/// <summary>What the pages say of budgets.</summary>
internal static class BudgetWords
{
    public static string Of(BudgetState state, long? cap) => cap is null ? "no cap" : state switch
    {
        BudgetState.Ok => "within the cap",
        BudgetState.Half => "more than half used",
        BudgetState.High => "more than 80 % used",
        BudgetState.Near => "more than 95 % used",
        BudgetState.Exhausted => "used up",
    };

    public static Tone ToneOf(BudgetState state, long? cap) => cap is null ? Tone.Neutral : state switch
    {
        BudgetState.Ok => Tone.Ok,
        BudgetState.Half => Tone.Info,
        BudgetState.High or BudgetState.Near => Tone.Warn,
        BudgetState.Exhausted => Tone.Danger,
    };

    /// <summary>The bar in a sentence, for whoever does not see it.</summary>
    public static string Sentence(CapUse use) => use.WholeNanos is { } whole
        ? $"{Money.Text(use.SpentNanos)} USD spent and {Money.Text(use.ReservedNanos)} USD reserved of {Money.Text(whole)} USD"
        : $"{Money.Text(use.SpentNanos)} USD spent and {Money.Text(use.ReservedNanos)} USD reserved, no cap";

    public static string Sentence(BudgetOutcome outcome) => outcome switch
    {
        BudgetOutcome.Malformed malformed => string.Join(' ', malformed.Faults.Select(fault => fault.Message)),
        BudgetOutcome.NotYourAgent => "Whoever answers for it raises it, or somebody of role security.",
        BudgetOutcome.RoleMissing => "Your roles do not allow this.",
        BudgetOutcome.NoCap => "There is no such cap, so there is nothing to raise.",
        BudgetOutcome.Taken => "There is a budget of that name already; change it in its row.",
        BudgetOutcome.Full => "There are as many as are kept at once.",
        BudgetOutcome.Stale => "Somebody changed it meanwhile; look at it again.",
        BudgetOutcome.InAgentDocument => "What an agent may spend stands in its own document.",
        BudgetOutcome.NotFound => "It is not there any more.",
        _ => "It was not taken.",
    };
}
