using System.Globalization;

namespace AgentConsole.Cedar.Json;

/// <summary>A place in a JSON document, written as a pointer only when something is wrong there.</summary>
internal sealed class JsonPlace
{
    private const int PointerLengthMax = 512;

    private readonly JsonPlace? _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonPlace(JsonPlace? parent, string? name, int index)
    {
        (_parent, _name, _index) = (parent, name, index);
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public static JsonPlace Root { get; } = new(null, null, 0);

    public int Depth { get; }

    public JsonPlace Member(string name) => new(this, name, 0);

    public JsonPlace Element(int index) => new(this, null, index);

    public CedarException Fault(string message) => new([new CedarFault(SourceSpan.None, message, ToString())]);

    public override string ToString()
    {
        var tokens = new Stack<string>();
        for (var place = this; place._parent is not null; place = place._parent)
        {
            tokens.Push(place._name?.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                ?? place._index.ToString(CultureInfo.InvariantCulture));
        }

        var pointer = string.Concat(tokens.Select(token => "/" + token));
        return pointer.Length <= PointerLengthMax ? pointer : string.Concat(pointer.AsSpan(0, PointerLengthMax), "…");
    }
}
