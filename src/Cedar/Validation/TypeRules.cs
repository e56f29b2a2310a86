using AgentConsole.Cedar.Schemas;

namespace AgentConsole.Cedar.Validation;

/// <summary>How types relate under the strict rules.</summary>
internal static class TypeRules
{
    /// <summary>Whether what is of one type may stand where the other is expected; here, and only here, any record is a record and any entity an entity.</summary>
    public static bool IsExpected(SchemaType type, SchemaType expected) => (type, expected) switch
    {
        _ when ReferenceEquals(type, SchemaType.Never) => true,
        (SchemaType.BoolType found, SchemaType.BoolType wanted) => wanted.Only is null || found.Only == wanted.Only,
        (SchemaType.SetType found, SchemaType.SetType wanted) => wanted.Element is null || IsExpected(found.Element!, wanted.Element),
        (SchemaType.RecordType, SchemaType.RecordType { Attributes.Count: 0 }) => true,
        (SchemaType.EntityType found, SchemaType.EntityType wanted) => wanted.Name is null || wanted.Name == found.Name,
        _ => AreEqual(type, expected),
    };

    /// <summary>The one type that takes in both, or null: strictly, only truth values and empty sets give way.</summary>
    public static SchemaType? Join(SchemaType one, SchemaType other)
    {
        if (ReferenceEquals(one, other) || ReferenceEquals(one, SchemaType.Never)) return other;
        if (ReferenceEquals(other, SchemaType.Never)) return one;
        switch (one, other)
        {
            case (SchemaType.BoolType first, SchemaType.BoolType second):
                return first.Only == second.Only ? one : SchemaType.Bool;
            case (SchemaType.SetType { Element: { } first }, SchemaType.SetType { Element: { } second }):
                return Join(first, second) is { } element ? new SchemaType.SetType(element) : null;
            case (SchemaType.RecordType first, SchemaType.RecordType second):
                return JoinRecords(first, second);
            default:
                return AreEqual(one, other) ? one : null;
        }
    }

    private static SchemaType.RecordType? JoinRecords(SchemaType.RecordType one, SchemaType.RecordType other)
    {
        if (one.Attributes.Count != other.Attributes.Count) return null;
        var joined = new List<KeyValuePair<string, SchemaAttribute>>();
        foreach (var (name, attribute) in one.Attributes)
        {
            if (!other.Attributes.TryGetValue(name, out var second) || second.IsRequired != attribute.IsRequired) return null;
            if (Join(attribute.Type, second.Type) is not { } type) return null;
            joined.Add(new(name, new(type, attribute.IsRequired)));
        }

        return SchemaType.RecordType.Of(joined);
    }

    private static bool AreEqual(SchemaType one, SchemaType other) => ReferenceEquals(one, other)
        || (one is SchemaType.EntityType first && other is SchemaType.EntityType second && first.Name == second.Name);
}
