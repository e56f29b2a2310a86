using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>A policy at one place of the index; one that names several actions stands at several.</summary>
internal readonly record struct BucketEntry(CompiledPolicy Policy, int ActionAt)
{
    /// <summary>Whether the query reaches the policy over an earlier one of its actions already.</summary>
    public bool IsRepeated(EntityUid action, HashSet<EntityUid>? ancestors)
    {
        for (var at = 0; at < ActionAt; at++)
        {
            if (Policy.Actions[at].Equals(action) || ancestors?.Contains(Policy.Actions[at]) == true) return true;
        }

        return false;
    }
}
