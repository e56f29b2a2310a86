using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Keywords.Applicators;
using AgentConsole.JsonSchema.Keywords.Arrays;
using AgentConsole.JsonSchema.Keywords.Objects;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The applicator vocabulary: schemas for the same value, for members and for elements.</summary>
internal static class ApplicatorWords
{
    public static void Read(NodeReader reader)
    {
        if (reader.Dialect.Has(Vocabularies.Applicator))
        {
            ReadInPlace(reader);
            ReadElements(reader);
            ReadDependencies(reader);
        }

        ReadMembers(reader);
    }

    private static void ReadInPlace(NodeReader reader)
    {
        if (reader.Schemas("allOf") is { } all) reader.Rules.AddApplicator(InstanceKinds.All, new AllOfKeyword(reader.Node, all));
        if (reader.Schemas("anyOf") is { } any) reader.Rules.AddApplicator(InstanceKinds.All, new AnyOfKeyword(reader.Node, any));
        if (reader.Schemas("oneOf") is { } one) reader.Rules.AddApplicator(InstanceKinds.All, new OneOfKeyword(reader.Node, one));
        if (reader.Schema("not") is { } not) reader.Rules.AddApplicator(InstanceKinds.All, new NotKeyword(reader.Node, not));
        SchemaNode? then = reader.Schema("then"), otherwise = reader.Schema("else");
        if (reader.Schema("if") is { } condition)
        {
            reader.Rules.AddApplicator(InstanceKinds.All, new ConditionalKeyword(reader.Node, condition, then, otherwise));
        }
    }

    private static void ReadElements(NodeReader reader)
    {
        var prefix = reader.Schemas("prefixItems") ?? [];
        var rest = reader.Schema("items");
        if (prefix.Length > 0 || rest is not null) reader.Rules.AddApplicator(InstanceKinds.Array, new ElementsKeyword(reader.Node, prefix, rest));
        if (reader.Schema("contains") is not { } contains) return;
        var counts = reader.Dialect.Has(Vocabularies.Validation);
        var min = counts ? reader.Count("minContains") ?? 1 : 1;
        var max = counts ? reader.Count("maxContains") ?? long.MaxValue : long.MaxValue;
        reader.Rules.AddApplicator(InstanceKinds.Array, new ContainsKeyword(reader.Node, contains, min, max));
    }

    private static void ReadMembers(NodeReader reader)
    {
        var required = reader.Dialect.Has(Vocabularies.Validation) ? reader.Names("required") ?? [] : [];
        var properties = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        List<PatternProperty> patterns = [];
        SchemaNode? additional = null;
        if (reader.Dialect.Has(Vocabularies.Applicator))
        {
            foreach (var member in reader.Map("properties")) properties[member.Name] = reader.SchemaIn("properties", member);
            foreach (var member in reader.Map("patternProperties"))
            {
                patterns.Add(new(reader.Pattern("patternProperties", member.Name), reader.SchemaIn("patternProperties", member)));
            }

            additional = reader.Schema("additionalProperties");
            if (reader.Schema("propertyNames") is { } names) reader.Rules.AddApplicator(InstanceKinds.Object, new PropertyNamesKeyword(reader.Node, names));
        }

        if (properties.Count + patterns.Count + required.Length == 0 && additional is null) return;
        reader.Rules.AddApplicator(InstanceKinds.Object, new MembersKeyword(reader.Node, properties, [.. patterns], additional, required));
    }

    private static void ReadDependencies(NodeReader reader)
    {
        AddDependentSchemas(reader, "dependentSchemas", [.. reader.Map("dependentSchemas")]);
        // The older keyword that held both kinds; the metaschema still describes it.
        var older = reader.Map("dependencies").ToLookup(member => member.Value.ValueKind == JsonValueKind.Array);
        AddDependentSchemas(reader, "dependencies", [.. older[false]]);
        if (!older.Contains(true)) return;
        reader.Rules.AddAssertion(InstanceKinds.Object, new DependentRequiredKeyword(reader.Node, "dependencies",
            [.. older[true].Select(member => (member.Name, reader.NamesIn("dependencies", member.Value)))]));
    }

    private static void AddDependentSchemas(NodeReader reader, string keyword, JsonProperty[] members)
    {
        if (members.Length == 0) return;
        reader.Rules.AddApplicator(InstanceKinds.Object, new DependentSchemasKeyword(reader.Node, keyword,
            [.. members.Select(member => member.Name)], [.. members.Select(member => reader.SchemaIn(keyword, member))]));
    }
}
