using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>One level of the index: what its policies ask of one of action, principal and resource, and what lies below each answer.</summary>
internal sealed class ScopeLevel<TBelow> where TBelow : class, new()
{
    private TBelow? _any;
    private Dictionary<EntityUid, TBelow>? _equal;
    private Dictionary<EntityUid, TBelow>? _in;
    private Dictionary<string, TBelow>? _is;

    public TBelow Below(PolicyScope scope) => scope.Kind switch
    {
        ScopeKind.Any => _any ??= new(),
        ScopeKind.Equal => Below(_equal ??= [], scope.Entity!),
        ScopeKind.In or ScopeKind.IsIn => BelowIn(scope.Entity!),
        ScopeKind.Is => Below(_is ??= new(StringComparer.Ordinal), scope.EntityType!),
    };

    public TBelow BelowIn(EntityUid group) => Below(_in ??= [], group);

    public Matches Matching(EntityUid uid, HashSet<EntityUid>? ancestors) => new(this, uid, ancestors);

    private static TBelow Below<TKey>(Dictionary<TKey, TBelow> below, TKey key) where TKey : notnull =>
        below.TryGetValue(key, out var found) ? found : below[key] = new();

    /// <summary>Goes over everything that an entity matches, and over nothing else.</summary>
    internal struct Matches(ScopeLevel<TBelow> level, EntityUid uid, HashSet<EntityUid>? ancestors)
    {
        private int _stage;
        private HashSet<EntityUid>.Enumerator _ancestors;
        private Dictionary<EntityUid, TBelow>.Enumerator _groups;

        private TBelow? _current;

        public readonly TBelow Current => _current!;

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            while (true)
            {
                _current = null;
                switch (_stage)
                {
                    case 0:
                        _current = level._any;
                        break;
                    case 1:
                        level._equal?.TryGetValue(uid, out _current);
                        break;
                    case 2:
                        level._is?.TryGetValue(uid.Type, out _current);
                        break;
                    case 3:
                        if (level._in is null) return false;
                        level._in.TryGetValue(uid, out _current);
                        if (ancestors is null || ancestors.Count == 0) _stage = int.MaxValue - 1;
                        else if (ancestors.Count <= level._in.Count) _ancestors = ancestors.GetEnumerator();
                        else _groups = level._in.GetEnumerator();
                        break;
                    case 4:
                        return NextGroup();
                    default:
                        return false;
                }

                _stage++;
                if (_current is not null) return true;
            }
        }

        // The shorter of the two is gone through and looked up in the other.
        private bool NextGroup()
        {
            if (ancestors!.Count <= level._in!.Count)
            {
                while (_ancestors.MoveNext())
                {
                    if (level._in.TryGetValue(_ancestors.Current, out _current)) return true;
                }
            }
            else
            {
                while (_groups.MoveNext())
                {
                    if (!ancestors.Contains(_groups.Current.Key)) continue;
                    _current = _groups.Current.Value;
                    return true;
                }
            }

            _stage++;
            return false;
        }
    }
}
