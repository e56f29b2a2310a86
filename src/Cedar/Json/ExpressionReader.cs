using System.Text.Json;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>Reads expressions from Cedar's JSON policy format.</summary>
internal static class ExpressionReader
{
    public static Expression Read(JsonElement json, JsonPlace place, int depth = 0)
    {
        if (depth > CedarLimits.ExpressionDepthMax) throw place.Fault($"The expression is more than {CedarLimits.ExpressionDepthMax} levels deep.");
        var (name, value) = Only(json, place);
        var at = place.Member(name);
        var read = name switch
        {
            "Value" => FromValue(ValueReader.Read(value, null, at)),
            "Var" => Operators.VariableOf(JsonShape.Text(value, at, "the name of a variable")) is { } variable
                ? new Expression.Variable(SourceSpan.None, variable)
                : throw at.Fault("Expected principal, action, resource or context."),
            "Slot" => throw at.Fault("A template's slot can only stand in the scope."),
            "!" => new Expression.Unary(SourceSpan.None, UnaryOperator.Not, Part(value, at, "arg", depth)),
            "neg" => new Expression.Unary(SourceSpan.None, UnaryOperator.Negate, Part(value, at, "arg", depth)),
            "isEmpty" => new Expression.Unary(SourceSpan.None, UnaryOperator.IsEmpty, Part(value, at, "arg", depth)),
            "&&" or "||" => ReadChain(json, place, name, depth),
            "if-then-else" => new Expression.Conditional(SourceSpan.None, Part(value, at, "if", depth), Part(value, at, "then", depth), Part(value, at, "else", depth)),
            "." => new Expression.GetAttribute(SourceSpan.None, Part(value, at, "left", depth), JsonShape.Text(Member(value, at, "attr"), at.Member("attr"), "the name of an attribute")),
            "has" => new Expression.HasAttribute(SourceSpan.None, Part(value, at, "left", depth), ReadPath(Member(value, at, "attr"), at.Member("attr"))),
            "like" => new Expression.Like(SourceSpan.None, Part(value, at, "left", depth), ReadPattern(Member(value, at, "pattern"), at.Member("pattern"))),
            "is" => ReadIs(value, at, depth),
            "Set" => new Expression.SetLiteral(SourceSpan.None, All(value, at, depth)),
            "Record" => ReadRecord(value, at, depth),
            _ => ReadCall(name, value, at, depth),
        };
        return read.Depth <= CedarLimits.ExpressionDepthMax ? read : throw place.Fault($"The expression is more than {CedarLimits.ExpressionDepthMax} levels deep.");
    }

    private static (string Name, JsonElement Value) Only(JsonElement json, JsonPlace place) =>
        JsonShape.Members(json, place, "an expression") is [var only] ? only : throw place.Fault("An expression is an object with one member.");

    private static JsonElement Member(JsonElement json, JsonPlace place, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : throw place.Fault($"The member `{name}` is missing.");

    private static Expression Part(JsonElement json, JsonPlace place, string name, int depth) => Read(Member(json, place, name), place.Member(name), depth + 1);

    private static Expression[] All(JsonElement json, JsonPlace place, int depth) =>
        [.. JsonShape.Elements(json, place, "an array of expressions").Select((element, at) => Read(element, place.Element(at), depth + 1))];

    // A chain leans to the left and may be long, so it is not read by recursion.
    private static Expression.Logical ReadChain(JsonElement json, JsonPlace place, string op, int depth)
    {
        var operands = new Stack<Expression>();
        while (json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1 && json.TryGetProperty(op, out var chain))
        {
            operands.Push(Part(chain, place, "right", depth));
            json = Member(chain, place, "left");
        }

        operands.Push(Read(json, place, depth + 1));
        return Expression.Logical.Of(SourceSpan.None, op == "&&", operands.ToArray());
    }

    private static string[] ReadPath(JsonElement json, JsonPlace place)
    {
        if (json.ValueKind == JsonValueKind.String) return [JsonShape.Text(json, place, "the name of an attribute")];
        string[] path = [.. JsonShape.Elements(json, place, "the name of an attribute, or an array of them").Select((name, at) => JsonShape.Text(name, place.Element(at), "the name of an attribute"))];
        if (path.Length == 0) throw place.Fault("The path of attributes is empty.");
        // Only free words can be joined by points.
        return path.Length == 1 || Array.TrueForAll(path, name => TypeNames.IsFreeWord(name)) ? path : throw place.Fault("A path of several attributes holds words only.");
    }

    private static LikePattern ReadPattern(JsonElement json, JsonPlace place)
    {
        var pieces = new List<string?>();
        var at = 0;
        foreach (var element in JsonShape.Elements(json, place, "a pattern"))
        {
            var here = place.Element(at++);
            if (element.ValueKind == JsonValueKind.String)
            {
                pieces.Add(JsonShape.Text(element, here, "Wildcard") == "Wildcard" ? null : throw here.Fault("Expected Wildcard or a Literal."));
                continue;
            }

            var literal = JsonShape.Text(Member(element, here, "Literal"), here.Member("Literal"), "a text");
            if (literal.Length == 0) continue;
            if (pieces is [.., { } last]) pieces[^1] = last + literal;
            else pieces.Add(literal);
        }

        return new([.. pieces]);
    }

    private static Expression.Is ReadIs(JsonElement json, JsonPlace place, int depth)
    {
        var type = JsonShape.Text(Member(json, place, "entity_type"), place.Member("entity_type"), "the name of an entity type");
        if (!TypeNames.IsPath(type)) throw place.Member("entity_type").Fault($"{Words.Of(type)} is not the name of an entity type.");
        return new(SourceSpan.None, Part(json, place, "left", depth), type, json.TryGetProperty("in", out _) ? Part(json, place, "in", depth) : null);
    }

    private static Expression.RecordLiteral ReadRecord(JsonElement json, JsonPlace place, int depth)
    {
        var members = JsonShape.Members(json, place, "an object of expressions");
        return new(SourceSpan.None, [.. members.Select(member => member.Name)], [.. members.Select(member => Read(member.Value, place.Member(member.Name), depth + 1))]);
    }

    private static Expression ReadCall(string name, JsonElement json, JsonPlace place, int depth)
    {
        if (Operators.BinaryOf(name) is { } op) return new Expression.Binary(SourceSpan.None, op, Part(json, place, "left", depth), Part(json, place, "right", depth));
        if (!ExtensionFunction.All.TryGetValue(name, out var function)) throw place.Fault($"{Words.Of(name)} is neither an operator nor a function of Cedar.");
        var arguments = All(json, place, depth);
        if (function.IsMethod && arguments.Length == 0) throw place.Fault($"The method `{name}` is called on nothing.");
        return new Expression.ExtensionCall(SourceSpan.None, function, arguments);
    }

    // A value that is not a literal of the language becomes the expression that makes it.
    private static Expression FromValue(CedarValue value)
    {
        if (value.TryGetSet(out var set)) return new Expression.SetLiteral(SourceSpan.None, [.. set.Select(FromValue)]);
        if (value.TryGetRecord(out var record)) return new Expression.RecordLiteral(SourceSpan.None, [.. record.Keys], [.. record.Values.Select(FromValue)]);
        if (value.Kind <= CedarKind.Entity) return new Expression.Literal(SourceSpan.None, value);
        if (value.Kind == CedarKind.DateTime && !DateTimeText.CanFormat(value.Bits))
        {
            return new Expression.ExtensionCall(SourceSpan.None, ExtensionFunction.All["offset"], [FromValue(CedarValue.DateTimeMilliseconds(0)), FromValue(CedarValue.DurationMilliseconds(value.Bits))]);
        }

        var text = new Expression.Literal(SourceSpan.None, CedarValue.String(ValuePrinter.ArgumentOf(value)));
        return new Expression.ExtensionCall(SourceSpan.None, ExtensionFunction.All[ValuePrinter.ConstructorOf(value)], [text]);
    }
}
