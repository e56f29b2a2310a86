using System.Text.Json;
using AgentConsole.JsonSchema.Compilation;

namespace AgentConsole.JsonSchema;

/// <summary>Tells whether a schema is one, before anything is judged by it.</summary>
public static class SchemaChecks
{
    private static readonly Lazy<CompiledSchema> metaschema = new(() => CompileMetaschema(Dialect.Draft202012Uri, SchemaOptions.Default));

    /// <summary>
    /// Validates the schema against the metaschema of its dialect and then compiles it. The instance pointers of the faults point
    /// into the schema; their codes are keyword names or <see cref="SchemaErrors"/>.
    /// </summary>
    public static ValidationResult Check(JsonElement schema, SchemaOptions? options = null)
    {
        options ??= SchemaOptions.Default;
        try
        {
            DocumentShape.Check(schema, documentUri: null);
            var result = MetaschemaOf(schema, options).Validate(schema);
            if (result.IsValid) CompiledSchema.Compile(schema, options);
            return result;
        }
        catch (SchemaException error)
        {
            var pointer = error.DocumentUri is null ? error.SchemaPointer : "";
            return new([new(pointer, error.DocumentUri + "#" + error.SchemaPointer, error.Code, error.Message)], isCut: false);
        }
    }

    private static CompiledSchema MetaschemaOf(JsonElement schema, SchemaOptions options)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$schema", out var name)) return metaschema.Value;
        if (name.ValueKind != JsonValueKind.String || name.GetString() is not { } uri) return metaschema.Value;
        uri = UriReference.WithoutFragment(UriReference.Normalize(uri));
        return uri == Dialect.Draft202012Uri ? metaschema.Value : CompileMetaschema(uri, options);
    }

    private static CompiledSchema CompileMetaschema(string uri, SchemaOptions options)
    {
        if (!Metaschemas.TryFind(uri, out var document) && !options.Registry.TryFind(uri, out document))
        {
            throw new SchemaException(SchemaErrors.UnknownDialect, "/$schema", null, "The schema names a dialect that is not known here.");
        }

        return CompiledSchema.Compile(document, options with { BaseUri = uri, AssertFormats = true });
    }
}
