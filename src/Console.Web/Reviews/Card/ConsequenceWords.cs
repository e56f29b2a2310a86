using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>What a yes leads to, and whether there is a way back.</summary>
internal static class ConsequenceWords
{
    private const int SecondsPerMinute = 60;

    public static string Yes(ReviewSheet sheet)
    {
        var runs = $"It may run once, within {ProposalLimits.GrantLifetimeSeconds / SecondsPerMinute} min, exactly as it stands here.";
        var left = sheet.ApprovalsNeeded - sheet.ApprovalsGiven;
        return left > 1 ? $"It waits for {left - 1} more. Then: {char.ToLowerInvariant(runs[0])}{runs[1..]}" : runs;
    }

    public static string Undo(ReviewSheet sheet) => sheet.Contract?.SideEffect switch
    {
        SideEffect.Read => "There is nothing to undo: the tool only reads.",
        SideEffect.Write => "The contract calls it a write. It names no way to take it back.",
        SideEffect.Irreversible => "It cannot be undone.",
        null => "Not known: the contract can no longer be read.",
    };
}
