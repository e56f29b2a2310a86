using System.Collections;

namespace AgentConsole.Cedar.Values;

/// <summary>Values without order and without repetition; immutable.</summary>
public sealed class CedarSet : IReadOnlyCollection<CedarValue>, IEquatable<CedarSet>
{
    // Below this, looking at each element is quicker than hashing.
    private const int SmallMax = 8;

    private readonly CedarValue[] _elements;
    private readonly HashSet<CedarValue>? _index;
    private readonly int _hash;

    private CedarSet(CedarValue[] elements, HashSet<CedarValue>? index)
    {
        (_elements, _index) = (elements, index);
        foreach (var element in elements) _hash = unchecked(_hash + element.GetHashCode());
    }

    public static CedarSet Empty { get; } = new([], null);

    public static CedarSet Of(params IEnumerable<CedarValue> elements) => Of(elements.ToArray().AsSpan());

    /// <exception cref="ArgumentException">There are more elements than a set may have.</exception>
    public static CedarSet Of(ReadOnlySpan<CedarValue> elements)
    {
        if (elements.Length == 0) return Empty;
        if (elements.Length > CedarLimits.ElementsMax) throw new ArgumentException($"A set has at most {CedarLimits.ElementsMax} elements.", nameof(elements));
        if (elements.Length > SmallMax)
        {
            var index = new HashSet<CedarValue>(elements.Length);
            foreach (var element in elements) index.Add(element);
            return new([.. index], index.Count > SmallMax ? index : null);
        }

        var kept = new CedarValue[elements.Length];
        var count = 0;
        foreach (var element in elements)
        {
            if (!kept.AsSpan(0, count).Contains(element)) kept[count++] = element;
        }

        return new(count == kept.Length ? kept : kept[..count], null);
    }

    public int Count => _elements.Length;

    internal ReadOnlySpan<CedarValue> Elements => _elements;

    public bool Contains(CedarValue value) => _index?.Contains(value) ?? _elements.AsSpan().Contains(value);

    public bool ContainsAll(CedarSet other)
    {
        foreach (var element in other._elements)
        {
            if (!Contains(element)) return false;
        }

        return true;
    }

    public bool ContainsAny(CedarSet other)
    {
        foreach (var element in other._elements)
        {
            if (Contains(element)) return true;
        }

        return false;
    }

    public bool Equals(CedarSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Count == other.Count && ContainsAll(other));

    public override bool Equals(object? obj) => Equals(obj as CedarSet);

    public override int GetHashCode() => _hash;

    public IEnumerator<CedarValue> GetEnumerator() => ((IEnumerable<CedarValue>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
