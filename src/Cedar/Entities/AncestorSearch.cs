using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Entities;

/// <summary>Finds all ancestors of all entities, parents before children, without recursion.</summary>
internal static class AncestorSearch
{
    public static void Fill(Dictionary<EntityUid, StoredEntity> entities)
    {
        var states = new Dictionary<EntityUid, bool>(); // false while an entity's ancestors are being looked for
        var open = new Stack<(StoredEntity Entity, int Next)>();
        foreach (var start in entities.Values)
        {
            if (start.Entity.Parents.Count == 0 || states.ContainsKey(start.Entity.Uid)) continue;
            open.Push((start, 0));
            states[start.Entity.Uid] = false;
            while (open.TryPop(out var top))
            {
                var parents = top.Entity.Entity.Parents;
                if (top.Next == parents.Count)
                {
                    Collect(top.Entity, entities);
                    states[top.Entity.Entity.Uid] = true;
                    continue;
                }

                open.Push((top.Entity, top.Next + 1));
                if (!entities.TryGetValue(parents[top.Next], out var parent)) continue;
                if (states.TryGetValue(parent.Entity.Uid, out var isDone))
                {
                    if (!isDone) throw new CedarException($"The entity {Syntax.Words.Of(parent.Entity.Uid.ToString())} is its own ancestor.");
                }
                else if (parent.Entity.Parents.Count > 0)
                {
                    states[parent.Entity.Uid] = false;
                    open.Push((parent, 0));
                }
            }
        }
    }

    private static void Collect(StoredEntity entity, Dictionary<EntityUid, StoredEntity> entities)
    {
        var ancestors = new HashSet<EntityUid>();
        foreach (var parent in entity.Entity.Parents)
        {
            ancestors.Add(parent);
            if (entities.TryGetValue(parent, out var stored)) ancestors.UnionWith(stored.Ancestors);
            if (ancestors.Count > CedarLimits.AncestorsMax)
            {
                throw new CedarException($"The entity {Syntax.Words.Of(entity.Entity.Uid.ToString())} has more than {CedarLimits.AncestorsMax} ancestors.");
            }
        }

        entity.Ancestors = ancestors;
    }
}
