namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>Which members or elements of one array or object have been evaluated, by their place; kept only where an unevaluated* keyword asks.</summary>
internal sealed class Marks
{
    private ulong low;
    private ulong[] high = [];
    private bool all;

    public void MarkAll() => all = true;

    public void Mark(int index)
    {
        if (index < 64)
        {
            low |= 1UL << index;
            return;
        }

        var word = (index >> 6) - 1;
        if (word >= high.Length) Array.Resize(ref high, Math.Max(word + 1, high.Length * 2));
        high[word] |= 1UL << (index & 63);
    }

    public bool Has(int index)
    {
        if (all) return true;
        if (index < 64) return (low & (1UL << index)) != 0;
        var word = (index >> 6) - 1;
        return word < high.Length && (high[word] & (1UL << (index & 63))) != 0;
    }

    public void Add(Marks other)
    {
        all |= other.all;
        low |= other.low;
        if (other.high.Length > high.Length) Array.Resize(ref high, other.high.Length);
        for (var word = 0; word < other.high.Length; word++) high[word] |= other.high[word];
    }
}
