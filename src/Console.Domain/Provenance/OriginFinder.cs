using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Provenance;

/// <summary>Says of every argument where its value first appeared, from marks alone.</summary>
public static class OriginFinder
{
    private const int BasisPoints = 10_000;
    private const int WordsMax = 600;
    private const int CompactWordsMax = 10;
    private const int ToolWordsMax = 12;
    // Words that stand in every text say nothing about where a name came from.
    private const int TellingLength = 4;
    private const int ParticularLength = 3;

    /// <param name="readings">What the run has seen, oldest first.</param>
    public static Origins Of(ToolContract contract, JsonElement arguments, IReadOnlyList<Reading> readings, MarkKey key)
    {
        var (traced, isCut) = ArgumentsOf(contract, arguments, key);
        var wish = ToolWords(contract).Select(word => key.MarkOf(ReadingMarks.StemKind, word)).ToList();
        var index = new SourceIndex(readings, traced.SelectMany(argument => argument.Marks).Concat(wish));
        return new([.. traced.Select(argument => argument.OriginIn(index))], WishIn(index, wish), isCut || readings.Count > ProvenanceLimits.ReadingsMax)
        {
            HasRequest = readings.Any(reading => reading.Kind is ReadingKind.Goal or ReadingKind.User && reading.Marks.Count > 0),
            HasReadUntrusted = readings.Any(reading => reading is { Kind: ReadingKind.Tool, Trust: ResultTrust.Untrusted } && (reading.Marks.Count > 0 || reading.Marks.IsCut)),
        };
    }

    private static (List<Traced> Arguments, bool IsCut) ArgumentsOf(ToolContract contract, JsonElement arguments, MarkKey key)
    {
        var traced = new List<Traced>();
        var lengthLeft = ProvenanceLimits.ArgumentsLengthMax;
        foreach (var leaf in ArgumentLeaves.Of(contract, arguments))
        {
            if (traced.Count == ProvenanceLimits.ArgumentsMax) return (traced, true);
            traced.Add(new(leaf, Math.Min(lengthLeft, ProvenanceLimits.ArgumentLengthMax), key));
            lengthLeft -= traced[^1].Length;
        }

        return (traced, traced.Exists(argument => argument.IsCut));
    }

    private static IEnumerable<string> ToolWords(ToolContract contract) =>
        WordsOfName(contract.Name).Select(ReadingMarks.StemOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(ToolWordsMax);

    // send_money, billing.refund and SendMoney are all two words.
    private static IEnumerable<string> WordsOfName(string name)
    {
        var spaced = new System.Text.StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && (char.IsLower(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])))) spaced.Append(' ');
            spaced.Append(name[at]);
        }

        return TextPieces.Of(spaced.ToString(), ProvenanceLimits.ArgumentLengthMax).Words.Select(word => word.Text);
    }

    private static WishOrigin WishIn(SourceIndex index, List<ulong> words)
    {
        if (words.Count == 0) return WishOrigin.Unknown;
        var places = words.Select(word => index.Find(word).Origin).ToList();
        return new(places.Count(origin => origin == Origin.Request) * BasisPoints / words.Count, places.Count(origin => origin == Origin.UntrustedResult) * BasisPoints / words.Count);
    }

    /// <summary>One argument with the marks that its value would have left.</summary>
    private sealed class Traced
    {
        private readonly string _pointer;
        private readonly ArgumentSort _sort;
        private readonly List<ulong> _whole = [];
        private readonly List<ulong> _spans = [];
        private readonly List<(ulong Mark, bool IsTelling, bool IsParticular)> _words = [];
        private readonly bool _isChoice;

        public Traced(ArgumentLeaves.Leaf leaf, int lengthMax, MarkKey key)
        {
            _pointer = leaf.Pointer;
            _isChoice = leaf.IsChoice;
            if (_isChoice) return;
            var isNumber = leaf.Value.ValueKind == JsonValueKind.Number;
            var text = isNumber ? leaf.Value.GetRawText() : leaf.Value.GetString()!;
            Length = text.Length;
            if (string.IsNullOrWhiteSpace(text))
            {
                _isChoice = true;
                return;
            }

            var pieces = TextPieces.Of(text, lengthMax);
            IsCut = pieces.IsCut || pieces.Words.Count > WordsMax;
            _sort = SortOf(isNumber, text, pieces);
            if (isNumber && NumberSpelling.OfJson(text) is { } number) _whole.Add(key.MarkOf(ReadingMarks.NumberKind, number));
            else Mark(pieces, key);
            IsParticular = _sort == ArgumentSort.Name && pieces.Words.Any(word => word.HasDigit || word.Text.Length >= ParticularLength);
        }

        public int Length { get; }

        public bool IsCut { get; }

        public bool IsParticular { get; }

        public IEnumerable<ulong> Marks => _whole.Concat(_spans).Concat(_words.Select(word => word.Mark));

        public ArgumentOrigin OriginIn(SourceIndex index)
        {
            if (_isChoice) return new(_pointer, Origin.Constant, null, null) { Sort = ArgumentSort.Choice };
            var whole = First(_whole.Select(index.Find));
            if (!IsCut && whole.Origin != Origin.Nowhere) return Said(whole, isPartly: false, whole.Origin == Origin.Request ? BasisPoints : 0);
            var parts = OfParts(index);
            return Said(parts, isPartly: parts.Origin != Origin.Nowhere && !(_spans.Count > 0 && _spans.TrueForAll(span => index.Find(span).Origin == parts.Origin)), RequestedIn(index));
        }

        private void Mark(TextPieces pieces, MarkKey key)
        {
            var count = Math.Min(pieces.Words.Count, WordsMax);
            if (count == 0) return;
            if (_sort == ArgumentSort.Number)
                foreach (var (_, number) in pieces.Numbers) _whole.Add(key.MarkOf(ReadingMarks.NumberKind, number));
            if (_sort == ArgumentSort.Date)
                foreach (var date in DateSpelling.At(pieces, 0))
                {
                    _whole.Add(key.MarkOf(ReadingMarks.DateKind, date));
                    if (DateSpelling.IsWhole(date)) _whole.Add(key.MarkOf(ReadingMarks.DateKind, DateSpelling.WithoutYear(date)));
                }

            if (count <= CompactWordsMax && !IsCut) _whole.Add(key.MarkOf(ReadingMarks.SpanKind, pieces.Joined(0, count)));
            for (var at = 0; at + ProvenanceLimits.WordsPerMark <= count && count > ProvenanceLimits.WordsPerMark; at++)
                _spans.Add(key.MarkOf(ReadingMarks.SpanKind, pieces.Joined(at, ProvenanceLimits.WordsPerMark)));
            for (var at = 0; at < count && _sort is ArgumentSort.Name or ArgumentSort.Prose && count > 1; at++)
            {
                var word = pieces.Words[at];
                _words.Add((key.MarkOf(ReadingMarks.SpanKind, word.Text), word.HasDigit || word.Text.Length >= TellingLength, word.HasDigit && word.Text.Length >= ParticularLength));
            }
        }

        // Every run of words in one place is the whole in that place; otherwise the least trusted part that tells something.
        private SourceIndex.Place OfParts(SourceIndex index)
        {
            if (_words.Count == 0) return SourceIndex.Place.Nowhere;
            var spans = _spans.Select(index.Find).ToList();
            if (spans.Count > 0 && !IsCut && spans.TrueForAll(span => span.Origin == spans[0].Origin) && spans[0].Origin != Origin.Nowhere) return First(spans);

            var words = _words.Select(word => (Place: index.Find(word.Mark), word.IsTelling, word.IsParticular)).ToList();
            var untrusted = words.Where(word => word.Place.Origin == Origin.UntrustedResult).ToList();
            if (untrusted.Exists(word => word.IsParticular || (_sort == ArgumentSort.Name && word.IsTelling))) return First(untrusted.Select(word => word.Place));
            var copied = spans.Where(span => span.Origin == Origin.UntrustedResult).ToList();
            if (copied.Count * 3 > spans.Count && copied.Count > 0) return First(copied);

            var telling = words.Where(word => word.IsTelling).ToList();
            if (telling.Count == 0) telling = words;
            if (IsCut || telling.Exists(word => word.Place.Origin == Origin.Nowhere && (_sort == ArgumentSort.Name || word.IsParticular))) return SourceIndex.Place.Nowhere;
            var known = telling.Where(word => word.Place.Origin != Origin.Nowhere).ToList();
            return known.Count * 4 < telling.Count * 3 ? SourceIndex.Place.Nowhere : Worst(known.Select(word => word.Place));
        }

        private int RequestedIn(SourceIndex index)
        {
            var telling = _words.Where(word => word.IsTelling).ToList();
            return telling.Count == 0 ? 0 : telling.Count(word => index.Find(word.Mark).Origin == Origin.Request) * BasisPoints / telling.Count;
        }

        private ArgumentOrigin Said(SourceIndex.Place place, bool isPartly, int requested) => new(_pointer, place.Origin, place.Reading?.Tool, place.Reading?.Step)
        {
            Sort = _sort,
            IsParticular = IsParticular,
            IsPartly = isPartly,
            RequestBasisPoints = requested,
        };

        // One value in several spellings: what the user said of it counts, otherwise what was read first.
        private static SourceIndex.Place First(IEnumerable<SourceIndex.Place> places) =>
            places.OrderBy(place => place.Origin == Origin.Request ? 0 : 1).ThenBy(place => place.Index).FirstOrDefault(SourceIndex.Place.Nowhere);

        private static SourceIndex.Place Worst(IEnumerable<SourceIndex.Place> places) =>
            places.OrderByDescending(place => place.Origin).ThenBy(place => place.Index).FirstOrDefault(SourceIndex.Place.Nowhere);

        private static ArgumentSort SortOf(bool isNumber, string text, TextPieces pieces)
        {
            if (isNumber) return ArgumentSort.Number;
            var trimmed = text.Trim();
            if (trimmed.Length <= 32 && pieces.Words.Count is > 0 and <= 3 && DateSpelling.At(pieces, 0).Any(DateSpelling.IsWhole)) return ArgumentSort.Date;
            if (trimmed.Length <= 32 && pieces.Numbers.Count > 0 && !trimmed.Any(char.IsAsciiLetter) && pieces.Numbers[^1].At == 0) return ArgumentSort.Number;
            return trimmed.AsSpan().IndexOfAny(" \t\n\r") < 0 || pieces.Words.Count == 1 ? ArgumentSort.Name : ArgumentSort.Prose;
        }
    }
}
