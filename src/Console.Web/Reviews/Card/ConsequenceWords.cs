using System.Globalization;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>What a yes leads to, and whether there is a way back.</summary>
internal static class ConsequenceWords
{
    private const int SecondsPerMinute = 60;

    public static string Yes(ReviewSheet sheet)
    {
        var runs = sheet.Proposal.Executes == Executor.Console
            ? "The console runs it once, exactly as it stands here; the agent never holds the credential."
            : $"It may run once, within {ProposalLimits.GrantLifetimeSeconds / SecondsPerMinute} min, exactly as it stands here.";
        // How many have agreed so far is not told to whoever has yet to speak.
        return sheet.ApprovalsNeeded > 1 ? $"{People(sheet.ApprovalsNeeded)} are asked, each without knowing what the others say. Once all agree: {char.ToLowerInvariant(runs[0])}{runs[1..]}" : runs;
    }

    /// <summary>For how long a yes can be undone before anything runs; empty where it is not held.</summary>
    public static string Hold(ReviewSheet sheet, UndoWindow window, DateTimeOffset now) =>
        window.EndOf(sheet.Proposal.RiskScore, now) is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"Held {Math.Round((end - now).TotalSeconds)} s first, so that it can be undone.")
            : "";

    public static string Undo(ReviewSheet sheet) => sheet.Contract?.SideEffect switch
    {
        SideEffect.Read => "There is nothing to undo: the tool only reads.",
        SideEffect.Write => "The contract calls it a write. It names no way to take it back.",
        SideEffect.Irreversible => "It cannot be undone.",
        null => "Not known: the contract can no longer be read.",
    };

    private static string People(int count) => count switch { 2 => "Two people", 3 => "Three people", _ => count.ToString(CultureInfo.InvariantCulture) + " people" };
}
