using System.Text.Json;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Which keywords mean something in a schema, as its <c>$schema</c> and that document's <c>$vocabulary</c> say.</summary>
internal sealed record Dialect(string Uri, Vocabularies Vocabularies)
{
    public const string Draft202012Uri = "https://json-schema.org/draft/2020-12/schema";

    private const string VocabularyPrefix = "https://json-schema.org/draft/2020-12/vocab/";

    public static Dialect Draft202012 { get; } = new(Draft202012Uri, Vocabularies.Standard);

    public bool Has(Vocabularies vocabulary) => Vocabularies.HasFlag(vocabulary);

    /// <summary>Reads the dialect that a metaschema describes.</summary>
    public static Dialect Of(string uri, JsonElement metaschema)
    {
        if (metaschema.ValueKind != JsonValueKind.Object || !metaschema.TryGetProperty("$vocabulary", out var listed)) return new(uri, Vocabularies.Standard);
        if (listed.ValueKind != JsonValueKind.Object) throw new SchemaException(SchemaErrors.Malformed, "/$vocabulary", uri, "$vocabulary must be an object.");
        var used = Vocabularies.Core;
        foreach (var vocabulary in listed.EnumerateObject())
        {
            if (Find(vocabulary.Name) is { } known) used |= known;
            else if (vocabulary.Value.ValueKind != JsonValueKind.False)
            {
                throw new SchemaException(SchemaErrors.UnknownDialect, "/$vocabulary", uri, "The dialect requires a vocabulary that is not known here.");
            }
        }

        return new(uri, used);
    }

    private static Vocabularies? Find(string uri)
    {
        if (!uri.StartsWith(VocabularyPrefix, StringComparison.Ordinal)) return null;
        return uri[VocabularyPrefix.Length..] switch
        {
            "core" => Vocabularies.Core,
            "applicator" => Vocabularies.Applicator,
            "unevaluated" => Vocabularies.Unevaluated,
            "validation" => Vocabularies.Validation,
            "format-annotation" => Vocabularies.FormatAnnotation,
            "format-assertion" => Vocabularies.FormatAssertion,
            "meta-data" => Vocabularies.MetaData,
            "content" => Vocabularies.Content,
            _ => null,
        };
    }
}
