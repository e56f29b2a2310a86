using System.Collections.Frozen;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>What went before, counted; the proposal that is judged is not in it.</summary>
/// <param name="Proposals">How many were proposed and taken in, whatever became of them.</param>
/// <param name="Denied">How many of them were denied at once.</param>
/// <param name="Released">How many of them were released, at once or by people.</param>
/// <param name="OfTool">How many of them were for the tool in question.</param>
/// <param name="MoneyNanos">What those released move, in billionths of the currency in question.</param>
/// <param name="ToolMoneyNanos">The same for the tool in question alone.</param>
/// <param name="DataRead">The classes of data that released reads touched.</param>
/// <param name="HasReadUntrusted">A released tool's results are not to be believed, such as a web page's.</param>
public sealed record ProposalHistory(
    int Proposals, int Denied, int Released, int OfTool, long MoneyNanos, long ToolMoneyNanos, IReadOnlySet<Sensitivity> DataRead, bool HasReadUntrusted)
{
    public static ProposalHistory None { get; } = new(0, 0, 0, 0, 0, 0, FrozenSet<Sensitivity>.Empty, false);
}
