using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Reads expressions: what stands in the braces of <c>when</c> and <c>unless</c>.</summary>
internal abstract partial class ExpressionParser(string text) : TokenReader(text)
{
    private const int SignsMax = 4;

    protected Expression ReadExpression()
    {
        Enter();
        var start = Now.Span;
        Expression read;
        if (TakeIfWord("if"))
        {
            var test = ReadExpression();
            ExpectWord("then");
            var then = ReadExpression();
            ExpectWord("else");
            var otherwise = ReadExpression();
            read = Held(new Expression.Conditional(start.To(Last.Span), test, then, otherwise));
        }
        else
        {
            read = ReadChain(TokenKind.Or);
        }

        Leave();
        return read;
    }

    /// <summary>Reads words joined by <c>::</c>.</summary>
    protected string ReadPath(string expected)
    {
        var start = ReadName(expected);
        while (Now.Kind == TokenKind.DoubleColon && Second != TokenKind.Text)
        {
            Take();
            start = $"{start}::{ReadName(expected)}";
            if (start.Length > CedarLimits.TextLengthMax / 64) throw new CedarException(Last.Span, "The name is too long.");
        }

        return start;
    }

    /// <summary>Reads an entity such as <c>User::"alice"</c>.</summary>
    protected EntityUid ReadEntity(string expected)
    {
        var type = ReadPath(expected);
        Expect(TokenKind.DoubleColon, expected);
        return new EntityUid(type, Unescaped(Expect(TokenKind.Text, "the entity's id in quotes")), isKnownGood: true);
    }

    protected string ReadName(string expected)
    {
        if (Now.Kind != TokenKind.Word) throw Unexpected(expected);
        if (!TypeNames.IsFreeWord(Word)) throw new CedarException(Now.Span, $"Found {Words.Of(Word)}, which Cedar keeps for itself; expected {expected}.");
        return TextOf(Take());
    }

    private static Expression Held(Expression expression) => expression.Depth <= CedarLimits.ExpressionDepthMax
        ? expression
        : throw new CedarException(expression.Span, $"The expression is more than {CedarLimits.ExpressionDepthMax} levels deep.");

    private Expression ReadChain(TokenKind kind)
    {
        var start = Now.Span;
        var first = kind == TokenKind.Or ? ReadChain(TokenKind.And) : ReadRelation();
        if (Now.Kind != kind) return first;
        var operands = new List<Expression> { first };
        while (TakeIf(kind)) operands.Add(kind == TokenKind.Or ? ReadChain(TokenKind.And) : ReadRelation());
        return Held(Expression.Logical.Of(start.To(Last.Span), kind == TokenKind.And, [.. operands]));
    }

    private Expression ReadRelation()
    {
        var start = Now.Span;
        var left = ReadSum();
        Expression read;
        if (RelationOf(Now.Kind) is { } op)
        {
            Take();
            var right = ReadSum();
            read = new Expression.Binary(start.To(Last.Span), op, left, right);
        }
        else if (TakeIfWord("in"))
        {
            var right = ReadSum();
            read = new Expression.Binary(start.To(Last.Span), BinaryOperator.In, left, right);
        }
        else if (TakeIfWord("has"))
        {
            var path = ReadAttributePath();
            read = new Expression.HasAttribute(start.To(Last.Span), left, path);
        }
        else if (TakeIfWord("like"))
        {
            var pattern = ReadPattern();
            read = new Expression.Like(start.To(Last.Span), left, pattern);
        }
        else if (TakeIfWord("is"))
        {
            var type = ReadPath("the name of an entity type");
            var group = TakeIfWord("in") ? ReadSum() : null;
            read = new Expression.Is(start.To(Last.Span), left, type, group);
        }
        else
        {
            if (Now.Kind == TokenKind.SingleEqual) throw new CedarException(Now.Span, "Found `=`, which Cedar does not have; expected `==`.");
            return left;
        }

        if (RelationOf(Now.Kind) is not null || IsWord("in") || IsWord("has") || IsWord("like") || IsWord("is"))
        {
            throw new CedarException(Now.Span, $"Found {Words.Of(Word)} after another comparison; expected brackets that say which comes first.");
        }

        return Held(read);
    }

    private static BinaryOperator? RelationOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private string[] ReadAttributePath()
    {
        if (Now.Kind == TokenKind.Text) return [Unescaped(Take())];
        var path = new List<string> { ReadName("the name of an attribute") };
        while (TakeIf(TokenKind.Dot))
        {
            path.Add(ReadName("the name of an attribute"));
            if (path.Count > CedarLimits.ExpressionDepthMax) throw new CedarException(Last.Span, "The path of attributes is too long.");
        }

        return [.. path];
    }

    private LikePattern ReadPattern()
    {
        var token = Expect(TokenKind.Text, "a pattern in quotes");
        var inner = Text.AsSpan(token.Span.Offset + 1, token.Span.Length - 2);
        return StringText.TryUnescapePattern(inner, out var pattern, out var problemAt) ? pattern : throw BadEscape(token, problemAt);
    }

    private Expression ReadSum()
    {
        var start = Now.Span;
        var read = ReadProduct();
        while (Now.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var op = Take().Kind == TokenKind.Plus ? BinaryOperator.Add : BinaryOperator.Subtract;
            var right = ReadProduct();
            read = Held(new Expression.Binary(start.To(Last.Span), op, read, right));
        }

        return read;
    }

    private Expression ReadProduct()
    {
        var start = Now.Span;
        var read = ReadSigned();
        while (Now.Kind is TokenKind.Star or TokenKind.Slash or TokenKind.Percent)
        {
            if (Now.Kind != TokenKind.Star) throw new CedarException(Now.Span, $"Found {Words.Of(Word)}; Cedar has neither division nor remainder.");
            Take();
            var right = ReadSigned();
            read = Held(new Expression.Binary(start.To(Last.Span), BinaryOperator.Multiply, read, right));
        }

        return read;
    }

    private Expression ReadSigned()
    {
        var sign = Now.Kind;
        if (sign is not (TokenKind.Not or TokenKind.Minus)) return ReadMember();
        Span<SourceSpan> signs = stackalloc SourceSpan[SignsMax];
        var count = 0;
        while (Now.Kind == sign)
        {
            if (count == SignsMax) throw new CedarException(Now.Span, $"Found more than {SignsMax} {Words.Of(Word)} in a row; expected brackets.");
            signs[count++] = Take().Span;
        }

        Expression read;
        // A minus belongs to the number behind it, so that the smallest number can be written.
        if (sign == TokenKind.Minus && Now.Kind == TokenKind.Number && Second is not (TokenKind.Dot or TokenKind.OpenBracket or TokenKind.OpenParen))
        {
            count--;
            read = new Expression.Literal(signs[count].To(Now.Span), CedarValue.Long(NumberOf(Take(), isNegative: true)));
        }
        else
        {
            read = ReadMember();
        }

        while (count > 0)
        {
            var op = sign == TokenKind.Not ? UnaryOperator.Not : UnaryOperator.Negate;
            read = Held(new Expression.Unary(signs[--count].To(Last.Span), op, read));
        }

        return read;
    }

    private long NumberOf(Token token, bool isNegative)
    {
        Int128 value = 0;
        foreach (var digit in Text.AsSpan(token.Span.Offset, token.Span.Length))
        {
            value = (value * 10) + (digit - '0');
            if (value > (Int128)long.MaxValue + (isNegative ? 1 : 0))
            {
                throw new CedarException(token.Span, $"The number {Words.Cut(TextOf(token))} does not fit into 64 bits.");
            }
        }

        return (long)(isNegative ? -value : value);
    }
}
