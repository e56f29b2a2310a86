using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace AgentConsole.JsonSchema.Values;

/// <summary>Finds the place of a name in a fixed list by the bytes it has in the document.</summary>
internal sealed class NameTable
{
    private const int StackLength = 256;

    // The runtime's own per-process seed: who writes a schema cannot know which names will collide.
    private static readonly uint seed = unchecked((uint)HashCode.Combine(StackLength));

    private readonly byte[][] names;
    private readonly int[] slots;

    /// <summary>Takes names that differ from one another.</summary>
    public NameTable(IEnumerable<string> names)
    {
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        slots = new int[Math.Max(4, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)this.names.Length * 4))];
        for (var index = 0; index < this.names.Length; index++)
        {
            var slot = SlotOf(this.names[index]);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = index + 1;
        }
    }

    public int Count => names.Length;

    /// <summary>The place of a name that may hold escapes, or -1. A hint names the place to look at first.</summary>
    public int Find(ReadOnlySpan<byte> raw, int hint = 0)
    {
        if ((uint)hint < (uint)names.Length && raw.SequenceEqual(names[hint])) return hint;
        return JsonText.IsEscaped(raw) ? FindEscaped(raw) : FindPlain(raw);
    }

    private int FindPlain(ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(name); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var index = slots[slot] - 1;
            if (name.SequenceEqual(names[index])) return index;
        }

        return -1;
    }

    private int FindEscaped(ReadOnlySpan<byte> raw)
    {
        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], raw);
        byte[]? rented = null;
        // An escape is never shorter than what it stands for.
        var bytes = raw.Length <= StackLength ? stackalloc byte[StackLength] : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var status = Utf8.FromUtf16(text.Characters, bytes, out _, out var written, replaceInvalidSequences: false);
        var found = status == OperationStatus.Done ? FindPlain(bytes[..written]) : -1;
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    private int SlotOf(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var hash = (seed ^ (uint)name.Length) * 0x9E3779B97F4A7C15UL;
            while (name.Length >= 8)
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * 0x9FB21C651E98DF25UL;
                hash ^= hash >> 32;
                name = name[8..];
            }

            ulong rest = 0;
            foreach (var value in name) rest = (rest << 8) | value;
            hash = (hash ^ rest) * 0x9FB21C651E98DF25UL;
            return (int)(hash >> 40) & (slots.Length - 1);
        }
    }
}
