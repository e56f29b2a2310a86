using System.Buffers.Binary;
using System.Text.Json;

namespace AgentConsole.Domain.Provenance;

/// <summary>
/// The pieces of one text as keyed hashes, sorted and distinct: words, runs of up to three words, numbers, dates, beginnings of words.
/// It can be asked whether it held a piece that one already knows, and nothing else.
/// </summary>
public sealed class ReadingMarks
{
    internal const char SpanKind = 'w';
    internal const char NumberKind = 'n';
    internal const char DateKind = 'd';
    internal const char StemKind = 's';
    private const byte Version = 1;
    private const byte CutFlag = 0x80;
    private const int GroupLength = 4;
    private const int GroupsMax = 9;
    private const int StemLength = 5;
    private const int LeavesMax = 50_000;

    private readonly ulong[] _marks;

    private ReadingMarks(ulong[] marks, bool isCut) => (_marks, IsCut) = (marks, isCut);

    public static ReadingMarks Empty { get; } = new([], false);

    /// <summary>The text had more than was kept: what is not found here may still have been in it.</summary>
    public bool IsCut { get; }

    public int Count => _marks.Length;

    internal ReadOnlySpan<ulong> Sorted => _marks;

    public static ReadingMarks Of(string text, MarkKey key)
    {
        var collected = new Collecting(key);
        collected.Add(text);
        return collected.Marks();
    }

    /// <summary>The texts and numbers of a JSON value, and the names of its members.</summary>
    public static ReadingMarks Of(JsonElement value, MarkKey key)
    {
        var collected = new Collecting(key);
        collected.Add(value);
        return collected.Marks();
    }

    /// <summary>The same without some marks.</summary>
    internal ReadingMarks Without(IReadOnlySet<ulong> others) => new([.. _marks.Where(mark => !others.Contains(mark))], IsCut);

    public byte[] ToBytes()
    {
        var bytes = new byte[1 + (_marks.Length * ProvenanceLimits.MarkBytes)];
        bytes[0] = (byte)(Version | (IsCut ? CutFlag : 0));
        for (var at = 0; at < _marks.Length; at++) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1 + (at * ProvenanceLimits.MarkBytes)), _marks[at]);
        return bytes;
    }

    /// <exception cref="FormatException">These are no marks.</exception>
    public static ReadingMarks FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || (bytes[0] & ~CutFlag) != Version || (bytes.Length - 1) % ProvenanceLimits.MarkBytes != 0)
            throw new FormatException("These bytes are no marks of a reading.");
        var marks = new ulong[(bytes.Length - 1) / ProvenanceLimits.MarkBytes];
        for (var at = 0; at < marks.Length; at++)
        {
            marks[at] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(1 + (at * ProvenanceLimits.MarkBytes))..]);
            if (at > 0 && marks[at] <= marks[at - 1]) throw new FormatException("The marks of a reading are sorted and distinct.");
        }

        return new(marks, (bytes[0] & CutFlag) != 0);
    }

    /// <summary>The beginning of a word, by which "scheduled" speaks of a schedule; null for words that are too short to have one.</summary>
    internal static string? StemOf(string word)
    {
        var singular = word.Length > GroupLength && word[^1] == 's' ? word[..^1] : word;
        return singular.Length < 3 ? null : singular.Length <= StemLength ? singular : singular[..StemLength];
    }

    private sealed class Collecting(MarkKey key)
    {
        private readonly HashSet<ulong> _marks = [];
        private int _lengthLeft = ProvenanceLimits.TextLengthMax;
        private int _leavesLeft = LeavesMax;
        private bool _isCut;

        public ReadingMarks Marks()
        {
            var sorted = _marks.ToArray();
            Array.Sort(sorted);
            return new(sorted, _isCut);
        }

        public void Add(JsonElement value)
        {
            if (--_leavesLeft < 0)
            {
                _isCut = true;
                return;
            }

            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject())
                    {
                        Add(member.Name);
                        Add(member.Value);
                        if (_isCut) return;
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var element in value.EnumerateArray())
                    {
                        Add(element);
                        if (_isCut) return;
                    }

                    break;
                case JsonValueKind.String:
                    Add(value.GetString()!);
                    break;
                case JsonValueKind.Number:
                    Add(value.GetRawText());
                    if (NumberSpelling.OfJson(value.GetRawText()) is { } number) Mark(NumberKind, number);
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    Add(value.GetRawText());
                    break;
            }
        }

        public void Add(string text)
        {
            var pieces = TextPieces.Of(text, _lengthLeft);
            _lengthLeft -= Math.Min(_lengthLeft, text.Length);
            _isCut |= pieces.IsCut;
            var number = 0;
            for (var at = 0; at < pieces.Words.Count && !_isFull; at++)
            {
                for (; number < pieces.Numbers.Count && pieces.Numbers[number].At <= at; number++) Mark(NumberKind, pieces.Numbers[number].Number);
                AddWord(pieces, at);
            }
        }

        private bool _isFull => _isCut && _marks.Count >= ProvenanceLimits.MarksMax;

        private void AddWord(TextPieces pieces, int at)
        {
            for (var count = 1; count <= ProvenanceLimits.WordsPerMark && at + 1 - count >= 0; count++) Mark(SpanKind, pieces.Joined(at + 1 - count, count));
            if (StemOf(pieces.Words[at].Text) is { } stem) Mark(StemKind, stem);
            foreach (var date in DateSpelling.At(pieces, at)) Mark(DateKind, date);
            AddGroups(pieces, at);
        }

        // Account and card numbers are written in groups of four.
        private void AddGroups(TextPieces pieces, int start)
        {
            var withDigits = 0;
            for (var count = 1; count <= GroupsMax && start + count <= pieces.Words.Count; count++)
            {
                var word = pieces.Words[start + count - 1];
                if (word.Text.Length > GroupLength) return;
                if (word.HasDigit) withDigits++;
                if (count > ProvenanceLimits.WordsPerMark && withDigits * 2 > count) Mark(SpanKind, pieces.Joined(start, count));
                if (word.Text.Length < GroupLength) return;
            }
        }

        private void Mark(char kind, string piece)
        {
            var mark = key.MarkOf(kind, piece);
            if (_marks.Count < ProvenanceLimits.MarksMax) _marks.Add(mark);
            else if (!_marks.Contains(mark)) _isCut = true;
        }
    }
}
