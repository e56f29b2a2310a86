using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.Cedar.Values;

/// <summary>Named values, each name once; immutable.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Record is the language's own word.")]
public sealed class CedarRecord : IReadOnlyDictionary<string, CedarValue>, IEquatable<CedarRecord>
{
    private readonly string[] _names; // in ordinal order
    private readonly CedarValue[] _values;
    private readonly int _hash;

    private CedarRecord(string[] names, CedarValue[] values)
    {
        (_names, _values) = (names, values);
        for (var at = 0; at < names.Length; at++) _hash = unchecked((_hash * 31) + HashCode.Combine(names[at], values[at]));
    }

    public static CedarRecord Empty { get; } = new([], []);

    /// <exception cref="ArgumentException">A name occurs twice, or there are more members than a record may have.</exception>
    public static CedarRecord Of(IEnumerable<KeyValuePair<string, CedarValue>> members)
    {
        var pairs = members.ToArray();
        return Sorted(Array.ConvertAll(pairs, pair => pair.Key), Array.ConvertAll(pairs, pair => pair.Value));
    }

    /// <exception cref="ArgumentException">A name occurs twice, or there are more members than a record may have.</exception>
    public static CedarRecord Of(params ReadOnlySpan<(string Name, CedarValue Value)> members)
    {
        var names = new string[members.Length];
        var values = new CedarValue[members.Length];
        for (var at = 0; at < members.Length; at++) (names[at], values[at]) = members[at];
        return Sorted(names, values);
    }

    /// <summary>A record over arrays that are in ordinal order already and are given away.</summary>
    internal static CedarRecord OfSorted(string[] names, CedarValue[] values) => new(names, values);

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<CedarValue> Values => _values;

    public CedarValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The record has no member `{key}`.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out CedarValue value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? _values[at] : default;
        return at >= 0;
    }

    public bool Equals(CedarRecord? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && _names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as CedarRecord);

    public override int GetHashCode() => _hash;

    public IEnumerator<KeyValuePair<string, CedarValue>> GetEnumerator()
    {
        for (var at = 0; at < _names.Length; at++) yield return KeyValuePair.Create(_names[at], _values[at]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static CedarRecord Sorted(string[] names, CedarValue[] values)
    {
        if (names.Length == 0) return Empty;
        if (names.Length > CedarLimits.ElementsMax) throw new ArgumentException($"A record has at most {CedarLimits.ElementsMax} members.", nameof(names));
        Array.Sort(names, values, StringComparer.Ordinal);
        for (var at = 0; at < names.Length; at++)
        {
            if (!Utf16.IsWhole(names[at])) throw new ArgumentException("A member's name holds half of a surrogate pair.", nameof(names));
            if (at > 0 && names[at - 1] == names[at]) throw new ArgumentException($"The member `{names[at]}` occurs twice.", nameof(names));
        }

        return new(names, values);
    }

    private int IndexOf(string name)
    {
        int low = 0, high = _names.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(_names[middle], name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
