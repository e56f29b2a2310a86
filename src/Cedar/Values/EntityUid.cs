using System.Diagnostics.CodeAnalysis;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Values;

/// <summary>Names one entity by its type and its id; nothing says that the entity exists.</summary>
public sealed class EntityUid : IEquatable<EntityUid>
{
    private readonly int _hash;

    /// <exception cref="ArgumentException">The type is not a Cedar name, or the id is not Unicode text.</exception>
    public EntityUid(string type, string id) : this(TypeNames.Checked(type), Utf16.Checked(id), isKnownGood: true) { }

    internal EntityUid(string type, string id, bool isKnownGood)
    {
        _ = isKnownGood;
        (Type, Id) = (type, id);
        _hash = HashCode.Combine(type, id);
    }

    /// <summary>The entity type with its namespace, such as <c>Photos::User</c>.</summary>
    public string Type { get; }

    public string Id { get; }

    /// <summary>Whether the type is called <c>Action</c>, in whatever namespace.</summary>
    public bool IsAction => TypeNames.IsAction(Type);

    /// <summary>Reads an entity as Cedar writes it: <c>User::"alice"</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out EntityUid? uid) => EntityText.TryParse(text, out uid);

    /// <exception cref="FormatException">The text is not an entity.</exception>
    public static EntityUid Parse(string text) => TryParse(text, out var uid) ? uid : throw new FormatException("Expected an entity, such as User::\"alice\".");

    public bool Equals([NotNullWhen(true)] EntityUid? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Id == other.Id && Type == other.Type);

    public override bool Equals(object? obj) => Equals(obj as EntityUid);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{Type}::{StringText.Quote(Id)}";
}
