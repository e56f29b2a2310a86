using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Reviews;

/// <summary>The arguments of a proposal as a flat list; what the contract marks comes first, so that no list is long enough to hide it.</summary>
/// <param name="IsCut">There are more than are listed.</param>
public sealed record ArgumentList(IReadOnlyList<ArgumentRow> Rows, bool IsCut)
{
    public static ArgumentList Of(ToolPointers pointers, JsonElement arguments)
    {
        (string? Pointer, ArgumentMark Mark)[] places =
        [
            (pointers.Money, ArgumentMark.Money), (pointers.Currency, ArgumentMark.Currency),
            (pointers.Target, ArgumentMark.Target), (pointers.Recipient, ArgumentMark.Recipient),
        ];
        var rows = new List<ArgumentRow>();
        var isCut = false;
        foreach (var (pointer, mark) in places)
            if (pointer is not null && JsonPointer.Find(arguments, pointer) is { } marked)
                Add(DocumentValue.Of(marked, pointer), mark);
        Add(DocumentValue.Of(arguments).Where(value => !places.Any(place => Holds(place.Pointer, value.Pointer))), null);
        return new(rows, isCut);

        void Add(IEnumerable<DocumentValue> values, ArgumentMark? mark)
        {
            var found = values.Take(ReviewLimits.ArgumentsShownMax + 1).ToList();
            isCut |= found.Count > ReviewLimits.ArgumentsShownMax;
            rows.AddRange(found.Take(ReviewLimits.ArgumentsShownMax).Select(value => new ArgumentRow(value.Pointer, value.Text, mark)));
        }
    }

    private static bool Holds(string? place, string pointer) => place is not null
        && (pointer == place || (pointer.StartsWith(place, StringComparison.Ordinal) && pointer[place.Length] == '/'));
}
