using System.Globalization;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Risk;

/// <summary>What the run and the agent did before, and how this proposal fits to it.</summary>
internal static class CourseFactors
{
    private const int HistoryMin = 20;
    private const int ToolHistoryMin = 5;
    private const int DecidedMin = 5;
    private const int UnusualTimes = 2;
    private const int LoopMin = 3;

    public static IEnumerable<RiskFactor> Of(RiskSituation situation)
    {
        var (facts, table) = (situation.Facts, situation.Table);
        var isRead = facts.SideEffect == SideEffect.Read;
        foreach (var factor in OfRun(situation, isRead)) yield return factor;
        if (situation.Form.IsIncomplete && !isRead) yield return new("incomplete", table.PointsOf(RiskWeight.Incomplete), "An argument that must be there is empty.");
        if (!isRead && situation.Form.Elements > 0)
            yield return new("breadth", Counted(table, RiskWeight.EachElement, RiskWeight.ElementsMax, situation.Form.Elements),
                string.Create(CultureInfo.InvariantCulture, $"It lists {situation.Form.Elements} things at once."));

        var history = situation.History;
        if (history.Proposed >= HistoryMin && history.ToolProposed == 0) yield return new("novelty", table.PointsOf(RiskWeight.NewForAgent), "This agent never used this tool.");
        if (history.HasUsedRecipient == false && facts.Recipient is not null && !isRead)
            yield return new("recipient", table.PointsOf(RiskWeight.NewRecipient), "Nothing of this agent ever went to this recipient.");
        if (history.ToolProposed >= ToolHistoryMin && history.ToolMoneyMaxNanos is { } most && !isRead && IsUnusual(facts.MoneyNanos, most))
            yield return new("deviation", table.PointsOf(RiskWeight.UnusualMoney), $"It moves far more than this agent ever did with this tool (at most {Money.Text(most)}).");
        if (history.ToolDecided >= DecidedMin && history.ToolRejected * 2 >= history.ToolDecided)
            yield return new("often_rejected", table.PointsOf(RiskWeight.OftenRejected),
                string.Create(CultureInfo.InvariantCulture, $"People refused {history.ToolRejected} of {history.ToolDecided} that this agent proposed with this tool."));
    }

    private static IEnumerable<RiskFactor> OfRun(RiskSituation situation, bool isRead)
    {
        var (calls, table) = (situation.Run.Calls, situation.Table);
        var refused = calls.Count(call => call.End == CallEnd.Refused);
        yield return new("denials", Counted(table, RiskWeight.EachDenial, RiskWeight.DenialsMax, refused), string.Create(CultureInfo.InvariantCulture, $"{refused} of the run's earlier proposals were refused."));
        var failed = calls.Count(call => call.End == CallEnd.Failed);
        if (!isRead) yield return new("failures", Counted(table, RiskWeight.EachFailure, RiskWeight.FailuresMax, failed), string.Create(CultureInfo.InvariantCulture, $"{failed} of the run's earlier calls failed."));
        if (situation.Digest is not { } digest) yield break;

        var times = calls.Count(call => call.Digest == digest && call.Tool == situation.Facts.Tool) + 1;
        var (name, weight) = times >= LoopMin ? ("loop", RiskWeight.Loop) : ("repeat", RiskWeight.Repeat);
        if (times >= LoopMin || (times > 1 && !isRead))
            yield return new(name, table.PointsOf(weight), string.Create(CultureInfo.InvariantCulture, $"The run proposes exactly this for the {times}. time."));
    }

    // An amount that hides may be any amount.
    private static bool IsUnusual(long? money, long most) => money is not { } nanos || (decimal)FactFactors.SizeOf(nanos) > (decimal)FactFactors.SizeOf(most) * UnusualTimes;

    private static int Counted(RiskTable table, RiskWeight each, RiskWeight max, int count) =>
        (int)Math.Min(table.PointsOf(max), (long)table.PointsOf(each) * count);
}
