using System.Globalization;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Reads policies and templates; after a fault it goes on with the next policy.</summary>
internal sealed class PolicyParser(string text) : ExpressionParser(text)
{
    private readonly List<CedarFault> _faults = [];

    /// <summary>Reads all of a text; the policies are called policy0, policy1 and so on.</summary>
    public static IReadOnlyList<CedarPolicy> Parse(string text, out IReadOnlyList<CedarFault> faults)
    {
        var policies = new List<CedarPolicy>();
        try
        {
            var parser = new PolicyParser(text);
            parser.ReadAll(policies);
            faults = parser._faults;
        }
        catch (CedarException exception)
        {
            faults = exception.Faults;
        }

        return policies;
    }

    private void ReadAll(List<CedarPolicy> policies)
    {
        var hasStarted = false;
        while (!hasStarted || Now.Kind != TokenKind.End)
        {
            try
            {
                if (!hasStarted)
                {
                    hasStarted = true;
                    Start();
                    continue;
                }

                if (policies.Count == CedarLimits.PoliciesMax) throw new CedarException(Now.Span, $"The text has more than {CedarLimits.PoliciesMax} policies.");
                policies.Add(ReadPolicy(string.Create(CultureInfo.InvariantCulture, $"policy{policies.Count}")));
            }
            catch (CedarException exception)
            {
                _faults.AddRange(exception.Faults);
                if (_faults.Count >= CedarLimits.FaultsMax || policies.Count == CedarLimits.PoliciesMax) return;
                Recover();
            }
        }
    }

    private CedarPolicy ReadPolicy(string id)
    {
        var start = Now.Span;
        var annotations = ReadAnnotations();
        PolicyEffect effect;
        if (TakeIfWord("permit")) effect = PolicyEffect.Permit;
        else if (TakeIfWord("forbid")) effect = PolicyEffect.Forbid;
        else throw Unexpected("`permit` or `forbid`");

        Expect(TokenKind.OpenParen, "`(`");
        var principal = ReadScope("principal");
        Expect(TokenKind.Comma, "`,`");
        var action = ReadActionScope();
        Expect(TokenKind.Comma, "`,`");
        var resource = ReadScope("resource");
        TakeIf(TokenKind.Comma);
        Expect(TokenKind.CloseParen, "`)`");
        var conditions = ReadConditions();
        Expect(TokenKind.Semicolon, "`when`, `unless` or `;`");
        var span = start.To(Last.Span);
        return new(id, effect, principal, action, resource, conditions, annotations) { Span = span, SourceText = Text.Substring(span.Offset, span.Length) };
    }

    private List<PolicyAnnotation> ReadAnnotations()
    {
        var read = new List<PolicyAnnotation>();
        while (TakeIf(TokenKind.At))
        {
            var name = TextOf(Expect(TokenKind.Word, "the name of an annotation"));
            if (read.Exists(annotation => annotation.Name == name)) throw new CedarException(Last.Span, $"The annotation @{Words.Cut(name)} occurs twice on one policy.");
            string? value = null;
            if (TakeIf(TokenKind.OpenParen))
            {
                value = Unescaped(Expect(TokenKind.Text, "the annotation's text in quotes"));
                Expect(TokenKind.CloseParen, "`)`");
            }

            read.Add(new(name, value));
            if (read.Count > CedarLimits.ExpressionDepthMax) throw new CedarException(Last.Span, "The policy has too many annotations.");
        }

        return read;
    }

    private PolicyScope ReadScope(string variable)
    {
        if (!TakeIfWord(variable)) throw Unexpected($"`{variable}`");
        var start = Last.Span;
        if (TakeIf(TokenKind.Equal)) return PolicyScope.Equal(ReadEntityOrSlot(variable)) with { Span = start.To(Last.Span) };
        if (TakeIfWord("in")) return PolicyScope.In(ReadEntityOrSlot(variable)) with { Span = start.To(Last.Span) };
        if (!TakeIfWord("is"))
        {
            return Now.Kind is TokenKind.Comma or TokenKind.CloseParen ? PolicyScope.Any with { Span = start } : throw Unexpected("`==`, `in`, `is` or `,`");
        }

        var type = ReadPath("the name of an entity type");
        if (!TakeIfWord("in")) return PolicyScope.Is(type) with { Span = start.To(Last.Span) };
        return PolicyScope.IsIn(type, ReadEntityOrSlot(variable)) with { Span = start.To(Last.Span) };
    }

    private EntityUid? ReadEntityOrSlot(string variable)
    {
        if (Now.Kind != TokenKind.Slot) return ReadBracketed(() => ReadEntity($"an entity or `?{variable}`"));
        if (!Word[1..].SequenceEqual(variable)) throw new CedarException(Now.Span, $"Found {Words.Of(Word)}; expected an entity or `?{variable}`.");
        Take();
        return null;
    }

    private PolicyScope ReadActionScope()
    {
        if (!TakeIfWord("action")) throw Unexpected("`action`");
        var start = Last.Span;
        if (TakeIf(TokenKind.Equal)) return PolicyScope.Equal(ReadBracketed(ReadAction)) with { Span = start.To(Last.Span) };
        if (!TakeIfWord("in"))
        {
            return Now.Kind is TokenKind.Comma or TokenKind.CloseParen ? PolicyScope.Any with { Span = start } : throw Unexpected("`==`, `in` or `,`");
        }

        var actions = ReadBracketed(() => Now.Kind == TokenKind.OpenBracket ? ReadActions() : [ReadAction()]);
        return PolicyScope.InActions(actions) with { Span = start.To(Last.Span) };
    }

    private List<EntityUid> ReadActions()
    {
        var read = new List<EntityUid>();
        Take();
        while (Now.Kind != TokenKind.CloseBracket)
        {
            read.Add(ReadAction());
            if (!TakeIf(TokenKind.Comma) && Now.Kind != TokenKind.CloseBracket) throw Unexpected("`,` or `]`");
        }

        Take();
        return read;
    }

    private EntityUid ReadAction()
    {
        var start = Now.Span;
        if (Now.Kind == TokenKind.Slot) throw new CedarException(start, $"Found {Words.Of(Word)}; an action has no slot, expected an action such as Action::\"view\".");
        var action = ReadEntity("an action such as Action::\"view\"");
        return action.IsAction ? action : throw new CedarException(start.To(Last.Span), $"Found {Words.Of(action.ToString())}; expected an entity whose type is called Action.");
    }

    private T ReadBracketed<T>(Func<T> read)
    {
        var open = 0;
        for (; TakeIf(TokenKind.OpenParen); open++) Enter();
        var value = read();
        for (; open > 0; open--)
        {
            Expect(TokenKind.CloseParen, "`)`");
            Leave();
        }

        return value;
    }

    private List<Condition> ReadConditions()
    {
        var read = new List<Condition>();
        while (IsWord("when") || IsWord("unless"))
        {
            var isUnless = IsWord("unless");
            Take();
            Expect(TokenKind.OpenBrace, "`{`");
            if (Now.Kind == TokenKind.CloseBrace) throw Unexpected("an expression");
            var body = ReadExpression();
            Expect(TokenKind.CloseBrace, "an operator or `}`");
            read.Add(new(isUnless, body));
        }

        return read;
    }
}
