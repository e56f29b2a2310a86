using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>A console that knew no price began with the list that comes with it.</summary>
public sealed record PriceListLoaded(int Count, string Digest, string AsOf) : LedgerRecord
{
    public override string Kind => "price_list_loaded";

    public override string Subject => "price:list";

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("prices", Count.ToString(CultureInfo.InvariantCulture)),
        new("digest", Digest),
        new("as_of", AsOf),
    ];
}
