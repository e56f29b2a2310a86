using System.Runtime.InteropServices;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>The policies at one end of the index.</summary>
internal sealed class PolicyBucket
{
    private readonly List<BucketEntry> _entries = [];

    public ReadOnlySpan<BucketEntry> Entries => CollectionsMarshal.AsSpan(_entries);

    public void Add(BucketEntry entry) => _entries.Add(entry);
}
