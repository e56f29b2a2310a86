using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What engines elsewhere said, and of what: of other arguments or approvals it says nothing.</summary>
internal sealed record AskedOutside(string? ArgumentsDigest, int Approvals, IReadOnlyList<EngineRuling> Rulings)
{
    public static AskedOutside Nobody { get; } = new(null, 0, []);
}
