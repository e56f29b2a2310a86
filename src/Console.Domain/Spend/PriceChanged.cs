using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>Something else is paid than before: a new price, another one, or one that was taken away.</summary>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where it was taken away.</param>
/// <param name="From">The stretch of time in which it makes a difference.</param>
/// <param name="To">Null where that stretch is open.</param>
/// <param name="IsCorrection">It reaches into the past, so that what was spent is told anew.</param>
public sealed record PriceChanged(PriceId Id, PriceTerms? Before, PriceTerms? After, DateTimeOffset From, DateTimeOffset? To, bool IsCorrection) : LedgerRecord
{
    public override string Kind => After is null ? "price_removed" : Before is null ? "price_added" : "price_changed";

    public override string Subject => "price:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new((After ?? Before)!.Kind == PriceKind.Model ? "model" : "tool", (After ?? Before)!.Name),
        new("before", Before?.Text()),
        new("before_from", Before is { } before ? Text(before.From) : null),
        new("after", After?.Text()),
        new("after_from", After is { } after ? Text(after.From) : null),
        new("affected_from", Text(From)),
        new("affected_to", To is { } to ? Text(to) : null),
        new("correction", IsCorrection ? "yes" : "no"),
    ];

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
