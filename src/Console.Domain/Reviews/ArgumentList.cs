using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Reviews;

/// <summary>The arguments of a proposal as a flat list; what the contract marks comes first, so that no list is long enough to hide it.</summary>
/// <param name="Total">How many there are, listed or not.</param>
public sealed record ArgumentList(IReadOnlyList<ArgumentRow> Rows, int Total)
{
    public static ArgumentList Empty { get; } = new([], 0);

    public bool IsCut => Rows.Count < Total;

    public static ArgumentList Of(ToolPointers pointers, JsonElement arguments)
    {
        (string? Pointer, ArgumentMark Mark)[] places =
        [
            (pointers.Money, ArgumentMark.Money), (pointers.Currency, ArgumentMark.Currency),
            (pointers.Target, ArgumentMark.Target), (pointers.Recipient, ArgumentMark.Recipient),
        ];
        var rows = new List<ArgumentRow>();
        var total = 0;
        foreach (var (pointer, mark) in places)
            if (pointer is not null && JsonPointer.Find(arguments, pointer) is { } marked)
                Add(DocumentValue.Of(marked, pointer), mark);
        Add(DocumentValue.Of(arguments).Where(value => !places.Any(place => Holds(place.Pointer, value.Pointer))), null);
        return new(rows, total);

        void Add(IEnumerable<DocumentValue> values, ArgumentMark? mark)
        {
            var listed = 0;
            foreach (var value in values)
            {
                total++;
                if (listed++ < ReviewLimits.ArgumentsShownMax) rows.Add(new(value.Pointer, value.Text, mark));
            }
        }
    }

    private static bool Holds(string? place, string pointer) => place is not null
        && (pointer == place || (pointer.StartsWith(place, StringComparison.Ordinal) && pointer[place.Length] == '/'));
}
