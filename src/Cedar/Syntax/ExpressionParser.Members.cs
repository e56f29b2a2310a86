using System.Globalization;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>What stands between operators: literals, names, calls, sets, records, and the accesses behind them.</summary>
internal abstract partial class ExpressionParser
{
    private Expression ReadMember()
    {
        var start = Now.Span;
        var read = ReadPrimary();
        while (true)
        {
            if (TakeIf(TokenKind.Dot))
            {
                var name = ReadName("the name of an attribute or a method");
                read = TakeIf(TokenKind.OpenParen) ? ReadMethod(start, read, name) : new Expression.GetAttribute(start.To(Last.Span), read, name);
            }
            else if (TakeIf(TokenKind.OpenBracket))
            {
                var name = Unescaped(Expect(TokenKind.Text, "the name of an attribute in quotes"));
                Expect(TokenKind.CloseBracket, "`]`");
                read = new Expression.GetAttribute(start.To(Last.Span), read, name);
            }
            else if (Now.Kind == TokenKind.OpenParen)
            {
                throw new CedarException(Now.Span, "Found `(`, but what stands before it is not the name of a function or a method.");
            }
            else
            {
                return read;
            }

            Held(read);
        }
    }

    private Expression ReadMethod(SourceSpan start, Expression receiver, string name)
    {
        var nameSpan = start.To(Last.Span);
        var arguments = ReadList(TokenKind.CloseParen, "`)`");
        var span = start.To(Last.Span);
        if (name == "isEmpty")
        {
            return arguments.Length == 0 ? new Expression.Unary(span, UnaryOperator.IsEmpty, receiver) : throw WrongCount(span, name, 0, arguments.Length);
        }

        if (Operators.BinaryOf(name) is { } op)
        {
            return arguments.Length == 1 ? new Expression.Binary(span, op, receiver, arguments[0]) : throw WrongCount(span, name, 1, arguments.Length);
        }

        if (!ExtensionFunction.All.TryGetValue(name, out var function)) throw new CedarException(nameSpan, $"{Words.Of(name)} is not a method of Cedar.");
        if (!function.IsMethod) throw new CedarException(nameSpan, $"`{name}` is a function, not a method; expected `{name}(...)`.");
        return new Expression.ExtensionCall(span, function, [receiver, .. arguments]);
    }

    private static CedarException WrongCount(SourceSpan span, string name, int wanted, int got) =>
        new(span, string.Create(CultureInfo.InvariantCulture, $"`{name}` takes {wanted} argument{(wanted == 1 ? "" : "s")}; found {got}."));

    private Expression ReadPrimary()
    {
        var start = Now.Span;
        switch (Now.Kind)
        {
            case TokenKind.Number:
                return new Expression.Literal(start, CedarValue.Long(NumberOf(Take(), isNegative: false)));
            case TokenKind.Text:
                return new Expression.Literal(start, CedarValue.String(Unescaped(Take())));
            case TokenKind.OpenParen:
                Take();
                var inner = ReadExpression();
                Expect(TokenKind.CloseParen, "`)`");
                return inner;
            case TokenKind.OpenBracket:
                Take();
                var elements = ReadList(TokenKind.CloseBracket, "`]`");
                return Held(new Expression.SetLiteral(start.To(Last.Span), elements));
            case TokenKind.OpenBrace:
                Take();
                return ReadRecord(start);
            case TokenKind.Slot:
                throw new CedarException(start, $"Found {Words.Of(Word)}; a template's slot can only stand in the scope.");
            case TokenKind.Word:
                return ReadNamed(start);
            default:
                throw Unexpected("an expression");
        }
    }

    private Expression ReadNamed(SourceSpan start)
    {
        if (Second != TokenKind.DoubleColon)
        {
            if (TakeIfWord("true")) return new Expression.Literal(start, CedarValue.True);
            if (TakeIfWord("false")) return new Expression.Literal(start, CedarValue.False);
            if (IsWord("if")) throw new CedarException(start, "Found `if` inside another expression; expected brackets around it.");
            if (Second != TokenKind.OpenParen && Operators.VariableOf(Word) is { } variable)
            {
                Take();
                return new Expression.Variable(start, variable);
            }
        }

        var path = ReadPath("an expression");
        if (TakeIf(TokenKind.DoubleColon))
        {
            var id = Unescaped(Expect(TokenKind.Text, "the entity's id in quotes"));
            return new Expression.Literal(start.To(Last.Span), CedarValue.Entity(new EntityUid(path, id, isKnownGood: true)));
        }

        if (Now.Kind != TokenKind.OpenParen)
        {
            throw new CedarException(start.To(Last.Span), $"Found {Words.Of(path)}, which is no variable; expected principal, action, resource or context.");
        }

        var nameSpan = start.To(Last.Span);
        if (!ExtensionFunction.All.TryGetValue(path, out var function))
        {
            throw new CedarException(nameSpan, path == "isEmpty" || Operators.BinaryOf(path) is not null
                ? $"`{path}` is a method, not a function; expected `….{path}(...)`."
                : $"{Words.Of(path)} is not a function of Cedar.");
        }

        if (function.IsMethod) throw new CedarException(nameSpan, $"`{path}` is a method, not a function; expected `….{path}(...)`.");
        Take();
        var arguments = ReadList(TokenKind.CloseParen, "`)`");
        return Held(new Expression.ExtensionCall(start.To(Last.Span), function, arguments));
    }

    private Expression[] ReadList(TokenKind close, string expected)
    {
        var read = new List<Expression>();
        while (Now.Kind != close)
        {
            read.Add(ReadExpression());
            if (!TakeIf(TokenKind.Comma) && Now.Kind != close) throw Unexpected($"`,` or {expected}");
        }

        Take();
        return [.. read];
    }

    private Expression.RecordLiteral ReadRecord(SourceSpan start)
    {
        var names = new List<string>();
        var values = new List<Expression>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Now.Kind != TokenKind.CloseBrace)
        {
            var place = Now.Span;
            var name = Now.Kind == TokenKind.Text ? Unescaped(Take()) : ReadName("the name of an attribute or `}`");
            if (!seen.Add(name)) throw new CedarException(place, $"The attribute {Words.Of(name)} occurs twice in one record.");
            Expect(TokenKind.Colon, "`:`");
            names.Add(name);
            values.Add(ReadExpression());
            if (!TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBrace) throw Unexpected("`,` or `}`");
        }

        Take();
        return (Expression.RecordLiteral)Held(new Expression.RecordLiteral(start.To(Last.Span), [.. names], [.. values]));
    }

    private void ExpectWord(string word)
    {
        if (!TakeIfWord(word)) throw Unexpected($"`{word}`");
    }
}
