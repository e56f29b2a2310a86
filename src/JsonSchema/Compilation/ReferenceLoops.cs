using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Finds schemas that refer to themselves with nothing in between, which no value could ever be judged by.</summary>
internal static class ReferenceLoops
{
    private enum Colour
    {
        Open,
        Done,
    }

    public static void Refuse(IReadOnlyList<SchemaPlace> places)
    {
        var colours = new Dictionary<SchemaNode, Colour>();
        foreach (var place in places)
        {
            if (!colours.ContainsKey(place.Node!) && HasLoop(place.Node!, colours))
            {
                throw place.Error(SchemaErrors.ReferenceLoop, "The schema refers to itself before it looks at anything.");
            }
        }
    }

    private static bool HasLoop(SchemaNode start, Dictionary<SchemaNode, Colour> colours)
    {
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Next)>();
        Open(start);
        while (path.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                colours[top.Node] = Colour.Done;
                path.Pop();
            }
            else if (!colours.TryGetValue(top.Next.Current, out var colour)) Open(top.Next.Current);
            else if (colour == Colour.Open) return true;
        }

        return false;

        void Open(SchemaNode node)
        {
            colours[node] = Colour.Open;
            path.Push((node, node.AlwaysApplied.GetEnumerator()));
        }
    }
}
