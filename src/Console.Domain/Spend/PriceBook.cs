using System.Collections.Frozen;

namespace AgentConsole.Domain.Spend;

/// <summary>Every price by its name and day. What it does not know has no cost that it could tell: unknown, never zero.</summary>
public sealed class PriceBook
{
    private const long TokensPerMillion = 1_000_000;

    private readonly FrozenDictionary<(PriceKind Kind, string Name), PriceTerms[]> _prices;

    private PriceBook(IEnumerable<PriceTerms> prices) => _prices = prices.GroupBy(price => (price.Kind, price.Name))
        .ToFrozenDictionary(same => same.Key, same => same.OrderByDescending(price => price.From).ToArray());

    public static PriceBook Empty { get; } = new([]);

    public static PriceBook Of(IEnumerable<PriceTerms> prices) => new(prices);

    /// <summary>The price of a model at a moment, under the names of <see cref="ModelNames"/>; null where none is known.</summary>
    public PriceTerms? OfModel(string model, DateTimeOffset at)
    {
        foreach (var name in ModelNames.Of(model))
            if (InForce(PriceKind.Model, name, at) is { } price) return price;
        return null;
    }

    /// <summary>
    /// The cost of a call in billionths of a US dollar, rounded up where it is finer; null where the model, or how much it read or
    /// wrote, is not known.
    /// </summary>
    /// <param name="input">All input tokens, with those that came from a cache among them.</param>
    /// <param name="cached">How many of them came from a cache; null for none that is known of.</param>
    public long? CostNanos(string model, DateTimeOffset at, long? input, long? cached, long? output)
    {
        if (input is not { } read || output is not { } written || OfModel(model, at) is not { } price) return null;
        var kept = cached ?? 0;
        if (!IsCount(read) || !IsCount(kept) || !IsCount(written)) return null;

        // Whoever counts them apart reports more from the cache than was read; then all that was read is fresh.
        var fresh = kept <= read ? read - kept : read;
        var inputPrice = price.InputNanosPerMillion ?? 0;
        // INVARIANT: a token count times a price fits: both are bounded, and their product lies far within 128 bits.
        var total = (Int128)fresh * inputPrice + (Int128)kept * (price.CachedInputNanosPerMillion ?? inputPrice) + (Int128)written * (price.OutputNanosPerMillion ?? 0);
        var nanos = (total + TokensPerMillion - 1) / TokensPerMillion;
        return nanos <= long.MaxValue ? (long)nanos : null;
    }

    /// <summary>What one call of a tool costs at a moment; null where no price says so.</summary>
    public long? CallNanos(string tool, DateTimeOffset at) => InForce(PriceKind.Tool, tool, at)?.CallNanos;

    private PriceTerms? InForce(PriceKind kind, string name, DateTimeOffset at) =>
        _prices.TryGetValue((kind, name), out var prices) ? Array.Find(prices, price => price.From <= at) : null;

    private static bool IsCount(long tokens) => tokens is >= 0 and <= SpendLimits.TokensMax;
}
