using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Schemas;

/// <summary>Replaces the names in the declarations of a schema by what they stand for.</summary>
internal sealed class SchemaResolver
{
    private readonly Dictionary<string, (NamespaceSyntax Home, TypeSyntax Syntax)> _common = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (NamespaceSyntax Home, EntitySyntax Syntax)> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityUid, (NamespaceSyntax Home, ActionSyntax Syntax)> _actions = [];
    private readonly Dictionary<string, SchemaType?> _resolved = new(StringComparer.Ordinal); // null while being resolved
    private int _depth;

    private SchemaResolver(IReadOnlyCollection<NamespaceSyntax> namespaces)
    {
        foreach (var space in namespaces)
        {
            foreach (var (name, type) in space.CommonTypes) _common.Add(space.Qualified(name), (space, type));
            foreach (var (name, entity) in space.EntityTypes) _entities.Add(space.Qualified(name), (space, entity));
            foreach (var (id, action) in space.Actions) _actions.Add(new EntityUid(space.Qualified("Action"), id, isKnownGood: true), (space, action));
        }

        foreach (var space in namespaces) RefuseShadows(space);
    }

    /// <exception cref="CedarException">A name stands for nothing, or something contains itself.</exception>
    public static CedarSchema Resolve(IReadOnlyCollection<NamespaceSyntax> namespaces)
    {
        var resolver = new SchemaResolver(namespaces);
        foreach (var (name, (home, type)) in resolver._common) resolver.ResolveCommon(name, home, type);
        return new(resolver.ResolveEntities(), resolver.ResolveActions());
    }

    // What stands outside of all namespaces must stay reachable from inside of them.
    private void RefuseShadows(NamespaceSyntax space)
    {
        if (space.Name.Length == 0) return;
        foreach (var (name, at) in space.CommonTypes.Select(pair => (pair.Key, pair.Value.At)).Concat(space.EntityTypes.Select(pair => (pair.Key, pair.Value.At))))
        {
            if (_common.ContainsKey(name) || _entities.ContainsKey(name)) throw at.Fault($"The type {Words.Of(space.Qualified(name))} hides the type {Words.Of(name)}.");
        }

        foreach (var (id, action) in space.Actions)
        {
            if (_actions.ContainsKey(new EntityUid("Action", id, isKnownGood: true))) throw action.At.Fault($"The action {Words.Of(id)} hides the one outside of the namespace.");
        }
    }

    private Dictionary<string, EntityTypeDefinition> ResolveEntities()
    {
        var parents = _entities.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Syntax.Parents.Select(parent => ResolveEntityName(parent, pair.Value.Home)).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var definitions = new Dictionary<string, EntityTypeDefinition>(StringComparer.Ordinal);
        foreach (var (name, (home, syntax)) in _entities)
        {
            var shape = syntax.Shape is null ? SchemaType.RecordType.Empty : RecordOf(syntax.Shape, home);
            definitions.Add(name, new(name, shape, syntax.Tags is null ? null : ResolveType(syntax.Tags, home), syntax.Ids) { Ancestors = Reached(name, parents) });
        }

        foreach (var definition in definitions.Values)
        {
            foreach (var ancestor in definition.Ancestors)
            {
                if (definitions.TryGetValue(ancestor, out var above)) above.Descendants.Add(definition.Name);
            }
        }

        return definitions;
    }

    private Dictionary<EntityUid, ActionDefinition> ResolveActions()
    {
        var definitions = new Dictionary<EntityUid, ActionDefinition>();
        foreach (var (uid, (home, syntax)) in _actions)
        {
            definitions.Add(uid, new(
                uid,
                [.. syntax.Parents.Select(parent => ResolveAction(parent, home)).Distinct()],
                [.. syntax.Principals.Select(type => ResolveEntityName(type, home)).Distinct()],
                [.. syntax.Resources.Select(type => ResolveEntityName(type, home)).Distinct()],
                syntax.Context is null ? SchemaType.RecordType.Empty : RecordOf(syntax.Context, home)));
        }

        var parents = definitions.ToDictionary(pair => pair.Key, pair => pair.Value.Parents.ToHashSet());
        foreach (var (uid, definition) in definitions)
        {
            definition.Ancestors.UnionWith(Reached(uid, parents));
            if (definition.Ancestors.Contains(uid)) throw _actions[uid].Syntax.At.Fault($"The action {Words.Of(uid.ToString())} is in itself.");
            foreach (var ancestor in definition.Ancestors) definitions[ancestor].Descendants.Add(uid);
        }

        return definitions;
    }

    private static HashSet<TKey> Reached<TKey>(TKey start, Dictionary<TKey, HashSet<TKey>> next) where TKey : notnull
    {
        var reached = new HashSet<TKey>(next.Comparer);
        var open = new Stack<TKey>([start]);
        while (open.TryPop(out var one))
        {
            foreach (var above in next.GetValueOrDefault(one) ?? [])
            {
                if (reached.Add(above)) open.Push(above);
            }
        }

        return reached;
    }

    private EntityUid ResolveAction(ActionReference reference, NamespaceSyntax home)
    {
        // The bare type Action means the namespace's own first.
        foreach (var type in reference.Type is null ? [home.Qualified("Action")] : (string[])[home.Qualified(reference.Type), reference.Type])
        {
            var uid = new EntityUid(type, reference.Id, isKnownGood: true);
            if (_actions.ContainsKey(uid)) return uid;
        }

        throw reference.At.Fault($"There is no action {Words.Of(StringText.Quote(reference.Id))}.");
    }

    private string ResolveEntityName(TypeSyntax.Named named, NamespaceSyntax home)
    {
        foreach (var name in CandidatesOf(named.Name, home))
        {
            if (_entities.ContainsKey(name)) return name;
            if (TypeNames.IsAction(name) && _actions.Keys.Any(action => action.Type == name)) return name;
        }

        throw named.At.Fault($"There is no entity type {Words.Of(named.Name)}.");
    }

    private static string[] CandidatesOf(string name, NamespaceSyntax home) =>
        home.Name.Length == 0 || name.Contains(':', StringComparison.Ordinal) ? [name] : [home.Qualified(name), name];

    private SchemaType.RecordType RecordOf(TypeSyntax syntax, NamespaceSyntax home) => ResolveType(syntax, home) as SchemaType.RecordType
        ?? throw syntax.At.Fault("An entity's shape and an action's context are records.");

    private SchemaType ResolveType(TypeSyntax syntax, NamespaceSyntax home)
    {
        if (++_depth > CedarLimits.NestingMax) throw syntax.At.Fault($"The type is nested more than {CedarLimits.NestingMax} levels deep.");
        var type = syntax switch
        {
            TypeSyntax.BuiltIn builtIn => builtIn.Type,
            TypeSyntax.SetOf set => new SchemaType.SetType(ResolveType(set.Element, home)),
            TypeSyntax.RecordOf record => SchemaType.RecordType.Of(record.Attributes.Select(attribute =>
                KeyValuePair.Create(attribute.Name, new SchemaAttribute(ResolveType(attribute.Type, home), attribute.IsRequired)))),
            TypeSyntax.Named named => ResolveNamed(named, home),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (type.Depth > CedarLimits.TypeDepthMax) throw syntax.At.Fault($"The type is more than {CedarLimits.TypeDepthMax} levels deep.");
        if (type.Parts > CedarLimits.TypePartsMax) throw syntax.At.Fault($"The type has more than {CedarLimits.TypePartsMax} parts.");
        _depth--;
        return type;
    }

    private SchemaType ResolveNamed(TypeSyntax.Named named, NamespaceSyntax home)
    {
        if (named.Wanted == NameKind.Entity) return new SchemaType.EntityType(ResolveEntityName(named, home));
        foreach (var name in CandidatesOf(named.Name, home))
        {
            if (_common.TryGetValue(name, out var common)) return ResolveCommon(name, common.Home, common.Syntax);
            if (named.Wanted == NameKind.EntityOrCommon && _entities.ContainsKey(name)) return new SchemaType.EntityType(name);
            if (named.Wanted == NameKind.EntityOrCommon && TypeNames.IsAction(name) && _actions.Keys.Any(action => action.Type == name)) return new SchemaType.EntityType(name);
        }

        const string Prefix = TypeNames.Reserved + "::";
        var local = named.Name.StartsWith(Prefix, StringComparison.Ordinal) ? named.Name[Prefix.Length..] : named.Name;
        return local != "Boolean" && SchemaType.BuiltIn(local) is { } builtIn ? builtIn : throw named.At.Fault($"There is no type {Words.Of(named.Name)}.");
    }

    private SchemaType ResolveCommon(string name, NamespaceSyntax home, TypeSyntax syntax)
    {
        if (_resolved.TryGetValue(name, out var done)) return done ?? throw syntax.At.Fault($"The type {Words.Of(name)} contains itself.");
        _resolved[name] = null;
        var type = ResolveType(syntax, home);
        _resolved[name] = type;
        return type;
    }
}
