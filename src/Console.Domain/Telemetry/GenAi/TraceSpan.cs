namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>One span of an export, whichever way it was spelled. All of it is hostile text.</summary>
public sealed record TraceSpan
{
    /// <summary>Its place in the body that it came in, from one on.</summary>
    public required int Number { get; init; }
    /// <summary>Lower-case hexadecimal, as are the other ids.</summary>
    public required string TraceId { get; init; }
    public required string SpanId { get; init; }
    public string? ParentSpanId { get; init; }
    public string Name { get; init; } = "";
    public SpanRole Role { get; init; }

    /// <summary>Nanoseconds since 1970; zero where nobody said.</summary>
    public required ulong StartNanos { get; init; }
    public ulong EndNanos { get; init; }

    /// <summary>Those that <see cref="SpanNames.IsRead"/> names; no others are read.</summary>
    public IReadOnlyDictionary<string, SpanValue> Attributes { get; init; } = Nothing;
    /// <summary>Of what made the span: the service, its version.</summary>
    public IReadOnlyDictionary<string, SpanValue> Resource { get; init; } = Nothing;
    /// <summary>Of the library that wrote it, as <see cref="SpanNames.Scope"/> and <see cref="SpanNames.ScopeVersion"/>.</summary>
    public IReadOnlyDictionary<string, SpanValue> Scope { get; init; } = Nothing;
    public IReadOnlyList<SpanFailure> Failures { get; init; } = [];

    public SpanStatus Status { get; init; }
    public string? StatusMessage { get; init; }

    private static IReadOnlyDictionary<string, SpanValue> Nothing { get; } = new Dictionary<string, SpanValue>();

    /// <summary>The first of these attributes that holds a text.</summary>
    internal string? Text(params ReadOnlySpan<string> names) => TextIn(Attributes, names);

    /// <summary>The same of what made the span.</summary>
    internal string? Made(params ReadOnlySpan<string> names) => TextIn(Resource, names);

    /// <summary>The first of these attributes that is there.</summary>
    internal SpanValue? Value(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Attributes.TryGetValue(name, out var value)) return value;
        return null;
    }

    private static string? TextIn(IReadOnlyDictionary<string, SpanValue> values, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (values.TryGetValue(name, out var value) && value.AsText() is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        return null;
    }
}
