namespace AgentConsole.JsonSchema.Patterns;

/// <summary>How large all automata of one schema may be together: each remembers states as it matches, up to megabytes for a large one.</summary>
internal sealed class PatternBudget
{
    private const int SizeMax = 4_000;

    private int left = SizeMax;

    /// <summary>Whether an automaton of this size is still allowed; if so, it is paid for.</summary>
    public bool Takes(int? size)
    {
        if (size is not { } cost || cost > left) return false;
        left -= cost;
        return true;
    }
}
