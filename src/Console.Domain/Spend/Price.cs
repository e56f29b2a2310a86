namespace AgentConsole.Domain.Spend;

/// <summary>What is paid for a model or a tool from a moment on, until the next price of the same.</summary>
public sealed class Price
{
    public required PriceId Id { get; init; }
    public required PriceKind Kind { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset From { get; set; }
    public long? InputNanosPerMillion { get; private set; }
    public long? CachedInputNanosPerMillion { get; private set; }
    public long? OutputNanosPerMillion { get; private set; }
    public long? CallNanos { get; private set; }
    public string? Note { get; private set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
    public int Version { get; private set; } = 1;

    public PriceTerms Terms => new()
    {
        Kind = Kind,
        Name = Name,
        From = From,
        InputNanosPerMillion = InputNanosPerMillion,
        CachedInputNanosPerMillion = CachedInputNanosPerMillion,
        OutputNanosPerMillion = OutputNanosPerMillion,
        CallNanos = CallNanos,
        Note = Note,
    };

    public static Price Of(PriceTerms terms, string by, DateTimeOffset now)
    {
        var price = new Price { Id = PriceId.New(now), Kind = terms.Kind, Name = terms.Name, From = terms.From, ChangedAt = now, ChangedBy = by };
        price.Take(terms);
        return price;
    }

    /// <summary>Brings it to other terms of the same model or tool.</summary>
    public void Change(PriceTerms terms, string by, DateTimeOffset now)
    {
        if (terms.Kind != Kind || terms.Name != Name) throw new ArgumentException("A price stays with what it is for.", nameof(terms));
        Take(terms);
        (ChangedAt, ChangedBy) = (now, by);
        Version++;
    }

    private void Take(PriceTerms terms) => (From, InputNanosPerMillion, CachedInputNanosPerMillion, OutputNanosPerMillion, CallNanos, Note) =
        (terms.From, terms.InputNanosPerMillion, terms.CachedInputNanosPerMillion, terms.OutputNanosPerMillion, terms.CallNanos, terms.Note);
}
