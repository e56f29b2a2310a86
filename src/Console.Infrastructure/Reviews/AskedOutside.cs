using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What was heard across the network before a release, and of what: of other arguments or approvals it says nothing.</summary>
/// <param name="Rulings">What engines elsewhere said.</param>
/// <param name="Target">The target's state as it is now.</param>
internal sealed record AskedOutside(string? ArgumentsDigest, int Approvals, IReadOnlyList<EngineRuling> Rulings, PreviewOutcome Target)
{
    public static AskedOutside Nobody { get; } = new(null, 0, [], new PreviewOutcome.None());
}
